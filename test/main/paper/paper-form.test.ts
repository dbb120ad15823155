import { expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { cardRegimeOn } from '../../../domain/identity-card/card-regime.ts'
import { getPaperForm } from '../../../main/paper/paper-form.ts'

test('the same paper has another code before and after the law of 2023', () => {
  const before = getPaperForm('identity-card', 'appointment-slip', plainDate('2024-06-30'))
  const after = getPaperForm('identity-card', 'appointment-slip', plainDate('2024-07-01'))
  expect([before.code, before.title, before.subtitle]).toEqual(['CC03', 'GIẤY HẸN', 'Trả thẻ Căn cước công dân'])
  expect([after.code, after.title]).toEqual(['CC02', 'GIẤY HẸN TRẢ KẾT QUẢ GIẢI QUYẾT THỦ TỤC VỀ CĂN CƯỚC'])
})

test('codes agree with the regime of the day', () => {
  for (const day of ['2021-02-05', '2024-06-30', '2024-07-01', '2026-08-01'].map(plainDate)) {
    const { forms } = cardRegimeOn(day)
    expect(getPaperForm('identity-card', 'enrolment-sheet', day).code).toBe(forms.enrolmentSheet.code)
    expect(getPaperForm('identity-card', 'appointment-slip', day).code).toBe(forms.appointmentSlip.code)
  }
})

test('a form that did not exist on the day is refused, not replaced', () => {
  expect(() => getPaperForm('identity-card', 'service-request', plainDate('2023-05-05'))).toThrow('form-not-known')
})

test('a layout nobody has compared says so', () => {
  expect(getPaperForm('identity-card', 'refusal', plainDate('2025-07-08')).layoutLine).toContain('chưa đối chiếu')
})
