import { expect, test } from 'vitest'
import { filesOfTheHouse, isCode, read } from './source-files.ts'

test('every identifier of the glossary is used in the product', () => {
  const code = filesOfTheHouse()
    .filter((file) => isCode(file) && /^(domain|preload|main|renderer|centre)\//.test(file))
    .map(read)
    .join('\n')
  const rows = read('docs/glossary.md')
    .split('\n')
    .filter((line) => /^\| [^-]/.test(line))
  const identifiers = rows.flatMap((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  )
  expect(identifiers.length).toBeGreaterThan(40)
  expect(identifiers.filter((name) => !code.includes(name))).toEqual([])
})

test('no Vietnamese word is transliterated into an identifier', () => {
  const faults = filesOfTheHouse()
    .filter((file) => isCode(file) && /^(domain|preload|main|renderer|centre)\//.test(file))
    .filter((file) =>
      /\b(hoSo|canCuoc|khaiSinh|hoTen|ngaySinh|thuongTru|queQuan|danToc|vanTay|duyetHoSo)\b/.test(read(file)),
    )
  expect(faults).toEqual([])
})
