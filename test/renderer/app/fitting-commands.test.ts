import { expect, test } from 'vitest'
import { fittingCommands } from '../../../renderer/app/fitting-commands.ts'
import type { PlacedCommand } from '../../../renderer/kit/command.ts'

const command = (id: string, words: string, keys?: PlacedCommand['keys']): PlacedCommand => ({
  id,
  words,
  run: () => {},
  layer: 0,
  ...(keys ? { keys } : {}),
})
const commands = [
  command('new', 'Hồ sơ mới', 'F2'),
  command('line', 'Đường truyền'),
  command('lock', 'Khóa màn hình', 'F12'),
]
const found = (typed: string) => fittingCommands(commands, typed).map((one) => one.id)

test('a command is found by a part of its words, without marks, with or without blanks', () => {
  expect(found('hồ sơ')).toEqual(['new'])
  expect(found('hoso')).toEqual(['new'])
  expect(found('truyen duong')).toEqual(['line'])
  expect(found('DUONG')).toEqual(['line'])
})

test('a command is found by its key', () => {
  expect(found('f12')).toEqual(['lock'])
})

test('nothing typed shows all of them, nonsense shows none', () => {
  expect(found('')).toHaveLength(3)
  expect(found('xyz')).toEqual([])
})
