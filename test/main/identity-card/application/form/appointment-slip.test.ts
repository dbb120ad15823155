import { expect, test } from 'vitest'
import { plainDate } from '../../../../../domain/calendar/plain-date.ts'
import { printAppointmentSlip } from '../../../../../main/identity-card/application/form/index.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { slipOf2021, slipOf2023 } from './synthetic-papers.ts'

async function textOf(input: Parameters<typeof printAppointmentSlip>[0]): Promise<string> {
  return (await readPdfPages(await printAppointmentSlip(input))).join(' ')
}

test('the slip of the 2021 rules is CC03 with its fields, and no personal number', async () => {
  const text = await textOf(slipOf2021())
  expect(text).toContain('Mẫu CC03')
  expect(text).toMatch(/GIẤY HẸN Trả thẻ Căn cước công dân/)
  for (const label of [
    'Sinh ngày:',
    'Giới tính:',
    'Nơi thường trú:',
    'Thời gian hẹn trả:',
    'Tại địa chỉ:',
    'NGƯỜI LẬP GIẤY HẸN',
  ]) {
    expect(text).toContain(label)
  }
  expect(text).not.toContain('Số định danh')
})

test('the slip of the 2023 law is CC02 and says what was asked for', async () => {
  const text = await textOf(slipOf2023())
  expect(text).toContain('Mẫu CC02 – TT 17/2024/TT-BCA')
  expect(text).toContain('GIẤY HẸN TRẢ KẾT QUẢ GIẢI QUYẾT THỦ TỤC VỀ CĂN CƯỚC')
  expect(text).toContain('Thủ tục: Cấp đổi thẻ căn cước')
  expect(text).toContain('Nơi cư trú:')
})

test('the appointment stands in the Vietnamese order, hour first, then weekday and day', async () => {
  expect(await textOf(slipOf2023())).toContain('08 giờ 00 phút, thứ Năm, ngày 17 tháng 7 năm 2025')
})

test('an hour nobody has set is left to be written in', async () => {
  expect(await textOf(slipOf2021())).toMatch(/\.{8} giờ \.{8} phút, thứ Ba, ngày 02 tháng 3 năm 2021/)
})

test('a card sent by post names the postal address', async () => {
  const text = await textOf({ ...slipOf2023(), byPost: true, dueAddress: '12 Hàng Bông' })
  expect(text).toContain('Trả qua dịch vụ bưu chính đến địa chỉ: 12 Hàng Bông')
})

test('a Sunday is named without "thứ"', async () => {
  expect(await textOf({ ...slipOf2023(), due: { day: plainDate('2025-07-20') } })).toContain(
    'phút, Chủ nhật, ngày 20 tháng 7',
  )
})
