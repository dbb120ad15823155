import { encode } from 'fast-png'
import { fingerPositions } from '../../../domain/biometric/finger-position.ts'
import { emptyCaptures, emptyForm } from '../../../domain/identity-card/application.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import { before } from './synthetic-desk.ts'

type View = ReplyOf<'application.open'>

/** A grey picture with curved lines, enough to judge size and place. */
export function ridges(width: number, height: number, seed: number): Uint8Array {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot((x - width / 2) * (1 + seed * 0.03), y - height * 0.55)
      const inside = distance < Math.min(width, height) * 0.47
      data[y * width + x] = inside ? 140 + Math.round(90 * Math.sin(distance / 2.4 + seed)) : 255
    }
  return encode({ width, height, data, channels: 1, depth: 8 })
}

const hash = (number: number): string => number.toString(16).padStart(64, '0')

export function openApplication(id: string): View {
  return {
    id,
    number: '000223',
    state: 'awaiting-approval',
    version: 41,
    receivedOn: '2026-11-24',
    legalDay: '2026-11-24',
    form: {
      ...emptyForm(),
      ticket: 'A42',
      kind: 'exchange',
      reason: 'age-reached',
      fields: {
        fullName: { text: 'NGUYỄN VĂN AN', source: 'population' },
        personalNumber: { text: '001201012345', source: 'qr' },
        dateOfBirth: { text: '15/03/2001', source: 'population' },
      },
      irisNotTaken: { reason: 'no-device', remark: 'Máy thu mống mắt đang bảo hành' },
    },
    captures: {
      ...emptyCaptures(),
      population: {
        status: 'found',
        scope: 'centre',
        requestId: 'r',
        purpose: 'card-application',
        at: before(20),
        record: {
          personalNumber: '001201012345',
          fullName: 'NGUYỄN VĂN AN',
          familyName: 'NGUYỄN',
          middleName: 'VĂN',
          givenName: 'AN',
          dateOfBirth: '2001-03-15',
          sex: 'male',
          nationality: 'VNM',
          status: 'living',
        },
      },
      prints: Object.fromEntries(
        fingerPositions.slice(0, 9).map((position, index) => [
          position,
          {
            blob: hash(index + 1),
            quality: 82 - index * 6,
            attempts: index === 8 ? 3 : 1,
            lowQuality: index === 8,
            device: 'SIM-1',
            capturedAt: before(15),
          },
        ]),
      ),
      exceptions: { 'left-little': { reason: 'bandaged', duration: 'temporary', remark: 'Băng bó đến 05/12' } },
      portrait: { blob: hash(100), width: 600, height: 800, checks: [], override: null, capturedAt: before(12) },
      papers: [
        {
          id: 'p1',
          type: 'birth-certificate',
          blob: hash(200),
          mediaType: 'application/pdf',
          bytes: 214_000,
          addedAt: before(18),
        },
      ],
    },
    sections: [],
    findings: [
      {
        code: 'rules-unconfirmed',
        severity: 'note',
        section: 'intake',
        source: 'Luật 118/2025/QH15',
        unconfirmed: true,
      },
      {
        code: 'exchange-age-reached',
        severity: 'warning',
        section: 'intake',
        source: 'Luật Căn cước 26/2023/QH15, Điều 21',
        data: { since: '15/03/2026', age: '25' },
        nextStep: 'choose-age-reached',
      },
    ],
    comparison: [
      {
        field: 'fullName',
        outcome: 'same',
        given: 'NGUYỄN VĂN AN',
        givenSource: 'qr',
        register: 'NGUYỄN VĂN AN',
        note: null,
        candidates: [],
      },
      {
        field: 'permanentResidence',
        outcome: 'no-difference',
        given: '12 Hàng Bông',
        givenSource: 'qr',
        register: '12 Hàng Bông',
        note: 'renamed',
        candidates: [],
      },
      {
        field: 'ethnicity',
        outcome: 'differs',
        given: 'Tày',
        givenSource: 'paper',
        register: 'Kinh',
        note: 'value',
        candidates: [],
      },
      {
        field: 'phone',
        outcome: 'only-given',
        given: '0912 345 678',
        givenSource: 'typed',
        register: '',
        note: 'register-empty',
        candidates: [],
      },
    ],
    required: {
      portrait: 'required',
      fingerprints: 'required',
      iris: 'required',
      source: 'Luật Căn cước 26/2023/QH15',
    },
    reasons: [{ code: 'age-reached', kind: 'exchange', text: 'Đến độ tuổi phải cấp đổi thẻ' }],
    fee: { amount: 0, source: 'Thông tư 73/2024/TT-BTC', unconfirmed: false, exemptions: [] },
    dueDay: '2026-12-03',
    savedAt: before(11),
    trail: [
      { step: 'received', at: before(40), by: 'Nguyễn Thị Lan', event: { epoch: 1, seq: 431 }, remark: null },
      { step: 'submitted', at: before(11), by: 'Nguyễn Thị Lan', event: { epoch: 1, seq: 440 }, remark: null },
    ],
    lateMatch: false,
    returned: null,
    receipt: null,
    recordedBy: { account: 'lan.nt', displayName: 'Nguyễn Thị Lan' },
    may: { edit: false, submit: false, approve: true, returnIt: true, withdraw: false, refuse: false },
  }
}
