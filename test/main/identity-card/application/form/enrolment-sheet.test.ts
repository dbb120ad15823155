import { expect, test } from 'vitest'
import { plainDate } from '../../../../../domain/calendar/plain-date.ts'
import { printEnrolmentSheet } from '../../../../../main/identity-card/application/form/index.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { sheetOf2021, sheetOf2023 } from './synthetic-papers.ts'

async function textOf(input: Parameters<typeof printEnrolmentSheet>[0]): Promise<string> {
  return (await readPdfPages(await printEnrolmentSheet(input))).join(' ')
}

test('the sheet of the 2023 law is CC01, with irises and places of birth and temporary residence', async () => {
  const text = await textOf(sheetOf2023())
  expect(text).toContain('Mẫu CC01 – TT 17/2024/TT-BCA')
  expect(text).toContain('PHIẾU THU NHẬN THÔNG TIN CĂN CƯỚC')
  expect(text).not.toContain('CĂN CƯỚC CÔNG DÂN')
  expect(text).toMatch(/Mống mắt phải: Không thu: không có thiết bị/)
  expect(text).toContain('Nơi sinh: Bệnh viện')
  expect(text).toContain('Nơi tạm trú:')
})

test('the sheet of the 2021 rules is CC02 and knows no iris', async () => {
  const text = await textOf(sheetOf2021())
  expect(text).toContain('Mẫu CC02 – TT 66/2015/TT-BCA')
  expect(text).toContain('PHIẾU THU NHẬN THÔNG TIN CĂN CƯỚC CÔNG DÂN')
  expect(text).not.toContain('Mống mắt')
})

test('the name stands in capitals with its marks, the reason of a missing print and a weak print stand in the table', async () => {
  const text = await textOf(sheetOf2023())
  expect(text).toContain('NGUYỄN VĂN AN')
  expect(text).toContain('Đã thu (82/100)')
  expect(text.replaceAll(' ', '')).toContain('Đãthu–chấtlượngthấp(31/100)')
  expect(text.replaceAll(' ', '')).toContain('Khôngthu:Cụtngón,vĩnhviễn')
})

test('a sheet that was not compared with the population database says so, another does not', async () => {
  expect(await textOf({ ...sheetOf2023(), notComparedWithPopulation: true })).toContain(
    'Chưa đối chiếu với Cơ sở dữ liệu quốc gia',
  )
  expect(await textOf(sheetOf2023())).not.toContain('Chưa đối chiếu')
})

test('where a child is too young for prints, the reason stands in place of the table', async () => {
  const text = await textOf({ ...sheetOf2023(), fingerprints: {}, fingerprintsAbsence: 'Dưới 06 tuổi: không thu' })
  expect(text).toContain('Không thu vân tay: Dưới 06 tuổi: không thu')
  expect(text).not.toContain('Ngón áp út')
})

test('a representative signs as such, and who cannot sign gives a fingerprint', async () => {
  const text = await textOf({
    ...sheetOf2023(),
    declarantIsRepresentative: true,
    signing: 'fingerprint',
    declarantName: 'Trần Thị Cúc',
  })
  expect(text).toContain('NGƯỜI ĐẠI DIỆN HỢP PHÁP')
  expect(text).toContain('điểm chỉ')
  expect(text).toContain('Trần Thị Cúc')
})

test('an unreadable portrait is refused with its field', async () => {
  const broken = [
    new Uint8Array(0),
    new Uint8Array([1, 2, 3]),
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4]),
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]),
  ]
  for (const portrait of broken) {
    await expect(printEnrolmentSheet({ ...sheetOf2023(), portrait })).rejects.toMatchObject({
      name: 'PaperInputError',
      field: 'portrait',
      rule: 'image-unreadable',
    })
  }
})

test('a day before the known rules is refused, not guessed', async () => {
  await expect(printEnrolmentSheet({ ...sheetOf2023(), rulesDay: plainDate('2019-01-01') })).rejects.toThrow(
    '2019-01-01',
  )
})
test('a usual sheet stands on one page with its signatures, also where addresses take two lines each', async () => {
  const long = 'Số 115 ngõ 12 phố Hai Bà Trưng, Phường Hàng Mã, Quận Hoàn Kiếm, Thành phố Hà Nội'
  const sheet = sheetOf2023()
  const { person } = sheet
  const fingerprints = Object.fromEntries(
    Object.keys(sheet.fingerprints).map((finger) => [finger, { quality: 80, low: false }]),
  )
  const pages = await readPdfPages(
    await printEnrolmentSheet({
      ...sheet,
      fingerprints,
      person: { ...person, permanentResidence: long, currentResidence: long, placeOfOrigin: long },
    }),
  )
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain('NGƯỜI KHAI')
})
