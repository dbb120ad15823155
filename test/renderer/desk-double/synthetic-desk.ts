import type { ApplicationState } from '../../../domain/identity-card/application.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'

/** Synthetic answers of a desk on an ordinary morning; every person in them is made up. */
export const NOW = Date.now()
export const before = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

type Station = ReplyOf<'session.state'>
type Card = ReplyOf<'application.board'>['columns'][number]['cards'][number]

export const signedOut: Station = {
  office: {
    id: 103,
    name: 'Công an phường Hoàn Kiếm',
    kind: 'police',
    level: 'commune',
    approverTitle: 'Lãnh đạo Công an phường',
  },
  station: 'HK-01',
  legalDay: '2026-11-24',
  legalDayIsSet: false,
  training: true,
  trainingAccounts: [
    { account: 'lan.nt', displayName: 'Nguyễn Thị Lan', title: 'Cán bộ thu nhận', password: 'sen-hồ-4711' },
    { account: 'dung.tv', displayName: 'Trần Văn Dũng', title: 'Lãnh đạo Công an phường', password: 'tre-ngà-2089' },
  ],
  enrolled: true,
  signedIn: null,
  finger: null,
  returnTo: null,
  version: '0.1.0',
  regime: {
    law: 'Luật Căn cước 26/2023/QH15',
    cardTitle: 'Thẻ căn cước',
    enrolmentSheet: 'CC01',
    appointmentSlip: 'CC02',
    iris: true,
  },
}

const people = {
  clerk: {
    account: 'lan.nt',
    displayName: 'Nguyễn Thị Lan',
    roles: ['intake-officer', 'enrolment-officer'],
    title: 'Cán bộ thu nhận',
  },
  leader: {
    account: 'dung.tv',
    displayName: 'Trần Văn Dũng',
    roles: ['supervisor'],
    title: 'Lãnh đạo Công an phường',
  },
  technician: { account: 'minh.lq', displayName: 'Lê Quang Minh', roles: ['administrator'], title: 'Cán bộ kỹ thuật' },
} as const satisfies Record<string, object>

export const signedInAs = (role: keyof typeof people): Station => ({
  ...signedOut,
  signedIn: { ...people[role], roles: [...people[role].roles], since: before(70) },
})

const names = [
  'N. V. An',
  'T. T. Bích Ngọc',
  'L. Q. Đạt',
  'P. T. Hường',
  'Đ. M. Khuê',
  'H. T. Ngân',
  'V. Đ. Quỳnh',
  'N. T. Thuỷ',
  'B. A. Tuấn',
  'H’ Yến',
]
const waits: Readonly<Partial<Record<ApplicationState, string>>> = {
  received: 'counter',
  'awaiting-population-correction': 'population-correction',
  'awaiting-approval': 'approval',
  returned: 'counter-again',
  approved: 'receipt',
  acknowledged: 'centre-decision',
  'in-production': 'card',
  'returned-by-centre': 'counter-again',
}

function cards(state: ApplicationState, count: number, offset: number): Card[] {
  return Array.from({ length: Math.min(count, 50) }, (_, index) => ({
    id: `a-${state}-${index}`,
    number: String(offset + index).padStart(6, '0'),
    state,
    shortName: state === 'received' && index === 2 ? '' : (names[(index + offset) % names.length] ?? ''),
    maskedNumber: state === 'received' && index === 2 ? '' : `••••••••${2345 + index * 7}`,
    kind: ['exchange', 'first-issue', 'reissue'][index % 3] ?? '',
    ticket: `A${String(41 + index)}`,
    channel: index % 4 === 3 ? 'mobile' : 'at-office',
    since: before(12 + index * 37 + (state === 'in-production' ? 4000 : 0)),
    dueDay: state === 'in-production' ? (index === 0 ? '2026-11-20' : '2026-12-01') : null,
    waitsFor: waits[state] ?? 'nothing',
    recordedBy: index % 2 === 0 ? 'lan.nt' : 'hoa.pt',
    mine: index % 2 === 1,
    lateMatch: false,
    notCompared: state === 'approved' || (state === 'awaiting-approval' && index === 1),
  }))
}

export function board(counts: Readonly<Partial<Record<ApplicationState, number>>>): ReplyOf<'application.board'> {
  const states: readonly ApplicationState[] = [
    'received',
    'awaiting-population-correction',
    'awaiting-approval',
    'returned',
    'approved',
    'acknowledged',
    'in-production',
    'returned-by-centre',
    'refused',
    'withdrawn',
  ]
  return {
    columns: states.map((state, index) => ({
      state,
      count: counts[state] ?? 0,
      cards: cards(state, counts[state] ?? 0, 101 + index * 60),
    })),
    today: { received: 17, approved: 12, receipted: 11, due: 4, overdue: 1 },
    meters: { correct: 8, complete: 3, clean: 0, alive: 94, provable: true },
  }
}

export const lineUp: ReplyOf<'line.state'> = {
  state: 'up',
  since: before(200),
  waitingEvents: 0,
  waitingApplications: 0,
  waitingBytes: 0,
  oldestWaitingAt: null,
  lastReceipt: { epoch: 1, seq: 412, head: '8f1c'.repeat(16), at: before(2) },
  cause: null,
  nextTryAt: null,
}
export const lineOut: ReplyOf<'line.state'> = {
  ...lineUp,
  state: 'out',
  since: before(85),
  waitingEvents: 31,
  waitingApplications: 14,
  waitingBytes: 38_200_000,
  oldestWaitingAt: before(84),
  cause: 'unreachable',
  nextTryAt: before(-1),
}

export const lineDetail = (line: ReplyOf<'line.state'>): ReplyOf<'line.detail'> => ({
  line,
  waiting:
    line.state === 'up'
      ? []
      : ['application-approved', 'application-submitted', 'application-received'].map((kind, index) => ({
          seq: 443 - index,
          epoch: 1,
          kind: `identity-card.${kind}`,
          subject: `HS-0001${23 + index}`,
          at: before(4 + index * 9),
          bytes: 2_410_000 + index * 310_000,
        })),
  receipts: [
    { epoch: 1, fromSeq: 405, seq: 412, head: '8f1c04be77aa10d3'.repeat(4), at: before(90) },
    { epoch: 1, fromSeq: 404, seq: 404, head: '11d2a9be00aa10f4'.repeat(4), at: before(120) },
  ],
  feed: [
    { pos: 88, kind: 'application-decided', at: before(95), summary: 'accepted' },
    { pos: 87, kind: 'residents', at: before(600), summary: '212' },
  ],
  feedPosition: 88,
  log: { events: 443, head: '5b0e9a7714c2d3f8'.repeat(4), verifiedAt: before(30), intact: true },
  receiptKey: 'MCowBQYDK2VwAyEA'.padEnd(60, 'A'),
  ownResidents: { count: 13_842, asOf: before(600) },
})

const quiet = { selfTest: null, canSelfTest: false, facts: [], driver: null }

export const devices: ReplyOf<'device.list'> = {
  devices: [
    {
      id: 'fp-1',
      kind: 'fingerprint',
      name: 'Bộ mô phỏng SBI',
      simulated: true,
      state: 'ready',
      lastUsedAt: before(6),
      certificateUntil: '2026-12-10T00:00:00.000Z',
      firmware: '2.4.1',
      trouble: null,
      ...quiet,
      selfTest: { at: before(20), passed: true, ms: 42 },
      canSelfTest: true,
      facts: [{ key: 'serial', value: 'SOBOSIM00000001' }],
    },
    {
      id: 'pr-1',
      kind: 'printer',
      name: 'Bộ mô phỏng IPP',
      simulated: true,
      state: 'trouble',
      lastUsedAt: before(240),
      certificateUntil: null,
      firmware: null,
      trouble: { code: 'unreachable', step: 'print', at: before(3) },
      ...quiet,
    },
    {
      id: 'cam-1',
      kind: 'camera',
      name: 'Bộ mô phỏng máy ảnh',
      simulated: true,
      state: 'ready',
      lastUsedAt: null,
      certificateUntil: null,
      firmware: null,
      trouble: null,
      ...quiet,
    },
  ],
}

export const search: ReplyOf<'population.search'> = {
  scope: 'centre',
  asOf: null,
  more: false,
  understoodAs: 'name-and-birth',
  hits: [
    {
      ref: 'r1',
      maskedNumber: '••••••••2345',
      fullName: 'NGUYỄN VĂN AN',
      birthYear: '2001',
      sex: 'male',
      place: 'Phường Hoàn Kiếm, Thành phố Hà Nội',
      why: ['exact', 'birth-exact'],
      status: 'living',
    },
    {
      ref: 'r2',
      maskedNumber: '••••••••7781',
      fullName: 'NGUYỄN VĂN ÂN',
      birthYear: '2001',
      sex: 'male',
      place: 'Phường Cửa Nam, Thành phố Hà Nội',
      why: ['tone-marks', 'birth-same-year'],
      status: 'living',
    },
    {
      ref: 'r3',
      maskedNumber: '••••••••0412',
      fullName: 'NGUYỄN AN',
      birthYear: '1948',
      sex: 'male',
      place: 'Xã Đông Anh, Thành phố Hà Nội',
      why: ['middle-name-missing', 'birth-different'],
      status: 'deceased',
    },
  ],
}

export const blanks: ReplyOf<'blank.list'> = {
  kinds: [
    { kind: 'birth-certificate', received: 200, inStock: 151, used: 46, reported: 1, spoiled: 2, next: 'BK000149' },
    { kind: 'marriage-certificate', received: 100, inStock: 88, used: 12, reported: 0, spoiled: 0, next: 'BL000413' },
    { kind: 'identity-card', received: 0, inStock: 0, used: 0, reported: 0, spoiled: 0, next: null },
  ],
  reported: [
    {
      kind: 'birth-certificate',
      serial: 'BK000148',
      state: 'spoil-reported',
      usedFor: null,
      reason: 'jammed',
      remark: 'Kẹt ở khay sau',
      reportedBy: 'hoa.nt',
      changedAt: before(12),
    },
  ],
  recent: [
    {
      kind: 'birth-certificate',
      serial: 'BK000147',
      state: 'used',
      usedFor: '15/2026',
      reason: null,
      remark: null,
      reportedBy: null,
      changedAt: before(40),
    },
  ],
}
