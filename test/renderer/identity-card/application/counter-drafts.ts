import {
  type AddressField,
  type ApplicationCaptures,
  type ApplicationForm,
  emptyCaptures,
  emptyForm,
  type FieldSource,
} from '../../../../domain/identity-card/application.ts'
import { PaperType } from '../../../../domain/identity-card/required-papers.ts'
import { PopulationRecord } from '../../../../domain/person/population-record.ts'
import type { Draft } from './counter-double.ts'

const AT = '2026-11-24T03:00:00.000Z'
const field = (text: string, source: FieldSource = 'population') => ({ text, source })

/** A synthetic person who comes to exchange a card at 25; the ethnicity differs from the register. */
export const usualForm = (): ApplicationForm => ({
  ...emptyForm(),
  ticket: 'A42',
  kind: 'exchange',
  reason: 'age-reached',
  fields: {
    fullName: field('NGUYỄN VĂN AN'),
    familyName: field('NGUYỄN'),
    middleName: field('VĂN'),
    givenName: field('AN'),
    personalNumber: field('001201012345', 'qr'),
    dateOfBirth: field('15/03/2001'),
    sex: field('male'),
    ethnicity: field('03', 'typed'),
    nationality: field('VNM'),
  },
  addresses: {
    permanentResidence: {
      detail: '12 Hàng Bông',
      provinceCode: '01',
      communeCode: '00070',
      asOf: '2026-11-24',
      source: 'population',
    },
  },
})

export const foundCaptures = (): ApplicationCaptures => ({
  ...emptyCaptures(),
  population: {
    status: 'found',
    scope: 'centre',
    requestId: 'r',
    purpose: 'card-application',
    at: AT,
    record: PopulationRecord.parse({
      personalNumber: '001201012345',
      fullName: 'NGUYỄN VĂN AN',
      familyName: 'NGUYỄN',
      middleName: 'VĂN',
      givenName: 'AN',
      dateOfBirth: '2001-03-15',
      sex: 'male',
      ethnicity: '01',
      nationality: 'VNM',
      status: 'living',
      card: { kind: 'chip-card', issuedOn: '2021-04-20', expiresOn: '2026-03-15' },
    }),
  },
})

/** Everything too long and too much at once: what a layout must bear. */
export function fullDraft(): Partial<Draft> {
  const place: AddressField = {
    detail:
      'Số nhà 128/45/12B ngách 3 ngõ 256 đường Nguyễn Văn Cừ kéo dài, tổ dân phố số 17, khu tập thể Nhà máy Dệt kim',
    provinceCode: '01',
    communeCode: '00070',
    asOf: '2026-11-24',
    written: 'Số nhà 128/45/12B ngách 3 ngõ 256 đường Nguyễn Văn Cừ, P. Hàng Gai, Q. Hoàn Kiếm, TP Hà Nội',
    source: 'qr',
  }
  const form = usualForm()
  return {
    form: {
      ...form,
      reason: 'name-or-birth-changed',
      fields: {
        ...form.fields,
        fullName: field('PHAN HOÀNG NGUYỄN THỊ QUỲNH MAI PHƯƠNG THẢO NGUYÊN ANH', 'typed'),
        familyName: field('PHAN'),
        middleName: field('HOÀNG NGUYỄN THỊ QUỲNH MAI PHƯƠNG THẢO NGUYÊN'),
        givenName: field('ANH'),
        otherName: field('H’', 'paper'),
        motherName: field('Y', 'typed'),
        fatherNumber: field('123', 'typed'),
        dateOfBirth: field('31/02/2001', 'typed'),
      },
      addresses: { permanentResidence: place, placeOfOrigin: place },
      marks: [
        { kind: 'mole', distanceInCm: '3', direction: 'above-behind', landmark: 'mouth-corner-left' },
        { kind: 'scar', distanceInCm: '0,3', direction: '', landmark: '' },
      ],
      requestForm: true,
    },
    captures: {
      ...foundCaptures(),
      papers: Array.from({ length: 20 }, (_, at) => ({
        id: `p${at}`,
        type: PaperType.options[at % PaperType.options.length] ?? 'other',
        blob: (at % 3 === 2 ? 0x200 : 1).toString(16).padStart(64, '0'),
        mediaType: at % 3 === 2 ? ('application/pdf' as const) : ('image/png' as const),
        bytes: 214_000 + at * 90_000,
        addedAt: AT,
      })),
    },
  }
}
