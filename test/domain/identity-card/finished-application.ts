import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import {
  type ApplicationCaptures,
  type ApplicationForm,
  emptyCaptures,
  emptyForm,
} from '../../../domain/identity-card/application.ts'

const blob = '0'.repeat(64)
const capturedAt = '2026-11-24T02:00:00.000Z'

/** A synthetic exchange at 25 under the rules of 2024 with nothing left to do; `digest` is what the applicant confirmed. */
export function finishedApplication(digest: string): { form: ApplicationForm; captures: ApplicationCaptures } {
  const place = { detail: '12 Hàng Bông', provinceCode: '01', communeCode: '00070', asOf: '2026-11-24' }
  const form: ApplicationForm = {
    ...emptyForm(),
    kind: 'exchange',
    reason: 'age-reached',
    fields: {
      personalNumber: { text: '001201012345', source: 'qr' },
      fullName: { text: 'NGUYỄN VĂN AN', source: 'qr' },
      dateOfBirth: { text: '15/10/2001', source: 'qr' },
      sex: { text: 'male', source: 'qr' },
      ethnicity: { text: '01', source: 'population' },
      nationality: { text: 'VNM', source: 'population' },
    },
    addresses: {
      placeOfBirthRegistration: { ...place, source: 'population' },
      permanentResidence: { ...place, source: 'qr' },
    },
    marks: [{ kind: 'scar', distanceInCm: '1,5', direction: 'below-behind', landmark: 'outer-eye-right' }],
    irisNotTaken: { reason: 'no-device', remark: '' },
    oldCard: { surrendered: 'yes', remark: '' },
  }
  const captures: ApplicationCaptures = {
    ...emptyCaptures(),
    population: {
      status: 'found',
      scope: 'centre',
      requestId: 'r-1',
      purpose: 'card-application',
      at: capturedAt,
      record: {
        personalNumber: '001201012345',
        fullName: 'NGUYỄN VĂN AN',
        familyName: 'NGUYỄN',
        middleName: 'VĂN',
        givenName: 'AN',
        dateOfBirth: '2001-10-15',
        sex: 'male',
        nationality: 'VNM',
        religion: '00',
        ethnicity: '01',
        status: 'living',
        card: { kind: 'chip-card', issuedOn: '2023-08-12', expiresOn: '2026-10-15' },
      },
    },
    prints: Object.fromEntries(
      FingerPosition.options.map((position) => [
        position,
        { blob, quality: 80, attempts: 1, lowQuality: false, device: 'SIM-1', capturedAt },
      ]),
    ),
    portrait: {
      blob,
      width: 600,
      height: 800,
      checks: [{ check: 'size', passed: true, figure: 600, limit: 450 }],
      override: null,
      capturedAt,
    },
    confirmation: { at: capturedAt, digest, by: 'applicant-window' },
    printed: [
      { form: 'enrolment-sheet', at: capturedAt, digest },
      { form: 'appointment-slip', at: capturedAt, digest },
    ],
  }
  return { form, captures }
}
