import { expect, test } from 'vitest'
import { plainDate } from '../../../../../domain/calendar/plain-date.ts'
import { printServiceRequest, serviceRequestItems } from '../../../../../main/identity-card/application/form/index.ts'
import type { PlacedMark } from '../../../../../main/paper/index.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { requestOf2023 } from './synthetic-papers.ts'

test('all nine requests stand on the form, and only the chosen boxes are ticked', async () => {
  const marks: PlacedMark[] = []
  const input = { ...requestOf2023(), consent: null }
  const bytes = await printServiceRequest(input, { onPlaced: (mark) => marks.push(mark) })
  const text = (await readPdfPages(bytes)).join(' ')
  for (let item = 1; item <= 11; item += 1) expect(text).toContain(`${item}. `)
  expect(serviceRequestItems).toHaveLength(9)
  const ticked = marks.filter((mark) => mark.text === 'ticked').map((mark) => mark.top)
  const labels = marks.filter((mark) => /^[18]\. (Cấp|Tích)/.test(mark.text))
  expect(ticked).toHaveLength(2)
  expect(labels.map((mark) => mark.text)).toEqual([
    '1. Cấp, cấp đổi, cấp lại thẻ căn cước (đề nghị: cấp)',
    '8. Tích hợp thông tin vào thẻ căn cước',
  ])
  for (const [index, label] of labels.entries()) expect(Math.abs(label.top - (ticked[index] ?? 0))).toBeLessThan(4)
})

test('the personal number stands digit by digit in its twelve squares', async () => {
  const text = (await readPdfPages(await printServiceRequest(requestOf2023()))).join(' ')
  expect(text.replaceAll(' ', '')).toContain('Sốđịnhdanhcánhân:001218000321')
})

test('a number that is no twelve digits is printed as it is', async () => {
  const input = requestOf2023()
  const bytes = await printServiceRequest({ ...input, requester: { ...input.requester, personalNumber: 'chưa có số' } })
  expect((await readPdfPages(bytes)).join(' ')).toContain('Số định danh cá nhân: chưa có số')
})

test('the form does not exist under the 2021 rules', async () => {
  const input = { ...requestOf2023(), rulesDay: plainDate('2023-05-05') }
  await expect(printServiceRequest(input)).rejects.toMatchObject({ name: 'PaperInputError', rule: 'form-not-known' })
})
