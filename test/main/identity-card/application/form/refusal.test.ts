import { expect, test } from 'vitest'
import { printRefusal } from '../../../../../main/identity-card/application/form/index.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { refusalOf2021 } from './synthetic-papers.ts'

test('a refusal names each ground, its source and what to do, under a plain title without a form number', async () => {
  const text = (await readPdfPages(await printRefusal(refusalOf2021()))).join(' ')
  expect(text).toContain('THÔNG BÁO VỀ VIỆC TỪ CHỐI TIẾP NHẬN HỒ SƠ')
  expect(text).toContain('1. Công dân chưa đủ 14 tuổi vào ngày nộp hồ sơ.')
  expect(text).toContain('Căn cứ: Luật Căn cước công dân 59/2014/QH13, Điều 19.')
  expect(text).toContain('Việc cần làm: Đến lại từ ngày 11/05/2023')
  expect(text).not.toContain('Mẫu ')
})

test('a source nobody has read in the law is marked as unconfirmed', async () => {
  const text = (await readPdfPages(await printRefusal(refusalOf2021()))).join(' ')
  expect(text).toContain('Thông tư 60/2021/TT-BCA, Điều 5 (căn cứ chưa xác nhận).')
})

test('without a leader two people sign, with one three', async () => {
  const { leader, ...rest } = refusalOf2021()
  expect(leader?.post).toBe('Đội trưởng')
  const without = (await readPdfPages(await printRefusal(rest))).join(' ')
  expect(without).toContain('CÁN BỘ TIẾP NHẬN')
  expect(without).not.toContain('đóng dấu')
})
