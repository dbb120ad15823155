import { expect, test } from 'vitest'
import {
  printAppointmentSlip,
  printEnrolmentSheet,
  printRefusal,
  printServiceRequest,
} from '../../../../../main/identity-card/application/form/index.ts'
import type { PlacedMark, PrintSettings } from '../../../../../main/paper/index.ts'
import { findCode128 } from '../../../paper/code128-reader.ts'
import { layoutFaults } from '../../../paper/layout-faults.ts'
import { hasPoppler, pagePixels, poppler } from '../../../paper/poppler.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { refusalOf2021, requestOf2023, sheetOf2021, sheetOf2023, slipOf2021, slipOf2023 } from './synthetic-papers.ts'

const papers: Record<
  string,
  { pages: number; training: boolean; print: (settings?: PrintSettings) => Promise<Uint8Array> }
> = {
  'CC01 of the 2023 law': { pages: 2, training: false, print: (s) => printEnrolmentSheet(sheetOf2023(), s) },
  'CC02 of the 2021 rules': { pages: 2, training: true, print: (s) => printEnrolmentSheet(sheetOf2021(), s) },
  'CC02 of the 2023 law': { pages: 1, training: false, print: (s) => printAppointmentSlip(slipOf2023(), s) },
  'CC03 of the 2021 rules': { pages: 1, training: true, print: (s) => printAppointmentSlip(slipOf2021(), s) },
  DC02: { pages: 1, training: false, print: (s) => printServiceRequest(requestOf2023(), s) },
  'the refusal': { pages: 1, training: true, print: (s) => printRefusal(refusalOf2021(), s) },
}
const withPoppler = test.skipIf(!(await hasPoppler()))

for (const [name, paper] of Object.entries(papers)) {
  const number = paper.training ? '000123' : 'HK-2025-000123'

  test(`${name} carries Quốc hiệu, Tiêu ngữ, agency, dossier and page numbers, all in NFC`, async () => {
    const pages = await readPdfPages(await paper.print())
    const text = pages.join(' ')
    expect(pages).toHaveLength(paper.pages)
    expect(text).toBe(text.normalize('NFC'))
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
    expect(text).toContain(paper.training ? 'CÔNG AN TỈNH ĐẮK LẮK' : 'CÔNG AN PHƯỜNG HOÀN KIẾM')
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Hồ sơ ${number}`)
      expect(page).toContain('Bố cục chưa đối chiếu với mẫu chính thức')
      if (pages.length > 1) expect(page).toContain(`Trang ${index + 1}/${pages.length}`)
    }
  })

  test(`${name} says TẬP HUẤN on every page of a training desk and nowhere else`, async () => {
    for (const page of await readPdfPages(await paper.print())) {
      expect(page.includes('TẬP HUẤN — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ')).toBe(paper.training)
    }
  })

  test(`${name} sets nothing on top of anything else, nor outside the page`, async () => {
    const marks: PlacedMark[] = []
    await paper.print({ onPlaced: (mark) => marks.push(mark) })
    expect(marks.length).toBeGreaterThan(20)
    expect(layoutFaults(marks)).toEqual([])
  })

  test(`${name} has the same bytes for the same input`, async () => {
    const [first, second] = [await paper.print(), await paper.print()]
    expect(Buffer.compare(first, second)).toBe(0)
  })

  withPoppler(`${name} embeds every font, and pdftotext reads it in NFC`, async () => {
    const bytes = await paper.print()
    const fonts = (await poppler('pdffonts', [], bytes, null))
      .toString()
      .split('\n')
      .slice(2)
      .filter((line) => line !== '')
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    for (const font of fonts)
      expect(font).toMatch(/^[A-Z]{6}\+LiberationSerif\S* +CID TrueType +Identity-H +yes yes yes /)
    const text = (await poppler('pdftotext', ['-layout'], bytes, null)).toString('utf8')
    expect(text).toBe(text.normalize('NFC'))
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(text).not.toContain('\ufffd')
  })

  withPoppler(`${name} has a bar code that a scanner reads as the dossier number`, async () => {
    expect(findCode128(await pagePixels(await paper.print(), 200))).toBe(number)
  })
}

withPoppler('a long dossier number of a public-service portal is still read from the paper', async () => {
  const dossierNumber = 'G01.899.108.000-250708-0012'
  const bytes = await printAppointmentSlip({ ...slipOf2023(), dossierNumber })
  expect(findCode128(await pagePixels(bytes, 300))).toBe(dossierNumber)
})

test('a dossier number whose bars would be too narrow is refused', async () => {
  const printed = printAppointmentSlip({ ...slipOf2023(), dossierNumber: 'HoSo-'.repeat(6) })
  await expect(printed).rejects.toMatchObject({ field: 'dossierNumber', rule: 'number-not-encodable' })
})

test('twenty-eight characters of any kind are always carried', async () => {
  const bytes = await printAppointmentSlip({ ...slipOf2023(), dossierNumber: 'a'.repeat(28) })
  expect(bytes.length).toBeGreaterThan(1000)
})
