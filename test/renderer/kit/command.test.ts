import { describe, expect, test } from 'vitest'
import { chordOf, commandFor, ownChords, type PlacedCommand } from '../../../renderer/kit/command.ts'

const press = (key: string, held: { ctrl?: boolean; alt?: boolean; shift?: boolean; meta?: boolean } = {}) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
})
const command = (
  id: string,
  keys: PlacedCommand['keys'],
  layer = 0,
  more: Partial<PlacedCommand> = {},
): PlacedCommand => ({
  id,
  words: id,
  run: () => {},
  layer,
  ...(keys ? { keys } : {}),
  ...more,
})

describe('chords', () => {
  test('function keys, Ctrl with a letter and Alt+1 are read as we write them', () => {
    expect(chordOf(press('F8'))).toBe('F8')
    expect(chordOf(press('k', { ctrl: true }))).toBe('Ctrl+K')
    expect(chordOf(press('Enter', { ctrl: true }))).toBe('Ctrl+Enter')
    expect(chordOf(press('PageDown', { ctrl: true }))).toBe('Ctrl+PgDn')
    expect(chordOf(press('1', { alt: true }))).toBe('Alt+1')
  })

  test('nothing is bound to a single letter, a plain Enter, or with Shift or the system key held', () => {
    for (const key of ['a', 'đ', '1', 'Enter', 'Escape', ' ']) expect(chordOf(press(key))).toBeUndefined()
    expect(chordOf(press('K', { ctrl: true, shift: true }))).toBeUndefined()
    expect(chordOf(press('Z', { alt: true }))).toBeUndefined()
    expect(chordOf(press('F9', { shift: true }))).toBeUndefined()
    expect(chordOf(press('F9', { meta: true }))).toBeUndefined()
  })

  test('keys that input methods, Windows or browsers toggle with are never ours', () => {
    for (const chord of ['F4', 'F6', 'F10', 'F11', 'Ctrl+ ', 'Ctrl+R', 'Ctrl+W'])
      expect(ownChords.has(chord)).toBe(false)
  })
})

describe('which command a chord means', () => {
  test('the last one offered wins, as a screen offers more than the frame', () => {
    expect(commandFor([command('frame', 'F8'), command('screen', 'F8')], 'F8')?.id).toBe('screen')
  })

  test("a screen's command goes before the frame's, also when the frame offers its own anew", () => {
    const commands = [command('screen', 'F7'), command('frame', 'F7', 0, { ofFrame: true })]
    expect(commandFor(commands, 'F7')?.id).toBe('screen')
    expect(commandFor(commands.slice(1), 'F7')?.id).toBe('frame')
  })

  test('an open dialog puts the keys of the page to rest, except those that work everywhere', () => {
    const commands = [
      command('page', 'F9'),
      command('lock', 'F12', 0, { everywhere: true }),
      command('layer-1', undefined, 1, { words: '' }),
    ]
    expect(commandFor(commands, 'F9')).toBeUndefined()
    expect(commandFor(commands, 'F12')?.id).toBe('lock')
  })

  test('Ctrl+P prints what F9 prints, unless somebody has a Ctrl+P of their own', () => {
    expect(commandFor([command('print', 'F9')], 'Ctrl+P')?.id).toBe('print')
    expect(commandFor([command('print', 'F9'), command('own', 'Ctrl+P')], 'Ctrl+P')?.id).toBe('own')
  })
})
