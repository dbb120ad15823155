import type { SeededRandom } from './seeded-random.ts'

/** Family names of the Kinh with rough shares in per cent. */
const FAMILY: readonly (readonly [string, number])[] = [
  ['Nguyễn', 31],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 3.5],
  ['Huỳnh', 2.5],
  ['Phan', 4.5],
  ['Vũ', 2.4],
  ['Võ', 2.1],
  ['Đặng', 2.1],
  ['Bùi', 2],
  ['Đỗ', 1.9],
  ['Hồ', 1.3],
  ['Ngô', 1.3],
  ['Dương', 1],
  ['Lý', 0.5],
  ['Đinh', 1],
  ['Trịnh', 0.8],
  ['Mai', 0.7],
  ['Tạ', 0.5],
  ['Lương', 0.6],
  ['Đoàn', 0.6],
  ['Cao', 0.5],
  ['Quách', 0.2],
]

const MIDDLE = {
  male: [
    'Văn',
    'Văn',
    'Đức',
    'Minh',
    'Quang',
    'Hữu',
    'Xuân',
    'Ngọc',
    'Thanh',
    'Quốc',
    'Công',
    'Tiến',
    'Anh',
    'Bá',
    'Duy',
    'Gia',
  ],
  female: [
    'Thị',
    'Thị',
    'Thị',
    'Ngọc',
    'Thu',
    'Minh',
    'Thanh',
    'Phương',
    'Kim',
    'Hồng',
    'Mai',
    'Thúy',
    'Khánh',
    'Bảo',
    'Thị Thu',
    'Thị Ngọc',
  ],
} as const

/** Given names, those of before 1975 first: fashions change with the decades. */
const GIVEN = {
  male: {
    old: [
      'Hùng',
      'Dũng',
      'Bình',
      'Hòa',
      'Thắng',
      'Lợi',
      'Sơn',
      'Long',
      'Tâm',
      'Phúc',
      'Khang',
      'Quý',
      'Thành',
      'Vinh',
      'Cường',
      'Tài',
    ],
    young: [
      'An',
      'Huy',
      'Khoa',
      'Nam',
      'Phong',
      'Tuấn',
      'Đạt',
      'Khôi',
      'Bảo',
      'Kiên',
      'Hiếu',
      'Trung',
      'Đăng',
      'Quân',
      'Thịnh',
      'Nghĩa',
      'Ước',
    ],
  },
  female: {
    old: [
      'Lan',
      'Hoa',
      'Hương',
      'Nga',
      'Thủy',
      'Hạnh',
      'Loan',
      'Mai',
      'Liên',
      'Nhung',
      'Tuyết',
      'Bích',
      'Yến',
      'Nguyệt',
      'Xuân',
      'Thìn',
    ],
    young: [
      'Anh',
      'Linh',
      'Trang',
      'Ngân',
      'Vy',
      'Thảo',
      'Chi',
      'Hà',
      'My',
      'Nhi',
      'Quỳnh',
      'Uyên',
      'Thư',
      'Ngọc',
      'Châu',
      'Đan',
      'Ý',
    ],
  },
} as const

/** Names of other peoples: each its own pattern, some of one word, some with the given name first. */
const OTHERS: readonly {
  readonly code: string
  readonly male: readonly string[]
  readonly female: readonly string[]
}[] = [
  {
    code: '08',
    male: ['Giàng A Páo', 'Vàng A Tủa', 'Sùng A Chứ', 'Lý A Sử'],
    female: ['Giàng Thị Mỷ', 'Vàng Thị Dợ', 'Sùng Thị Say'],
  },
  {
    code: '12',
    male: ['Y Moan Êban', 'Y Thịnh Niê', 'Y Bhăm Mlô'],
    female: ["H'Hen Niê", "H'Linh Êban", "H' Mai Mlô"],
  },
  { code: '02', male: ['Nông Văn Thắng', 'Hoàng Văn Slao'], female: ['Nông Thị Pính', 'Hà Thị Slim'] },
  { code: '05', male: ['Thạch Sô Phia', 'Kim Sa Rương'], female: ['Thạch Thị Sa Vi', 'Sơn Thị Ô Rây'] },
  { code: '16', male: ["K'Brêu", "K' Tiên"], female: ['Ka Hrim', 'Ka Úc'] },
]

export interface MadeName {
  readonly fullName: string
  readonly ethnicity: string
}

export function makeFamilyName(random: SeededRandom): string {
  return random.weighed(FAMILY)
}

export function makeKinhName(
  random: SeededRandom,
  familyName: string,
  sex: 'male' | 'female',
  yearOfBirth: number,
): MadeName {
  const given = GIVEN[sex]
  const name = random.pick(
    random.chance(yearOfBirth < 1975 ? 0.85 : yearOfBirth < 1995 ? 0.5 : 0.1) ? given.old : given.young,
  )
  return { fullName: `${familyName} ${random.pick(MIDDLE[sex])} ${name}`, ethnicity: '01' }
}

export function makeOtherName(random: SeededRandom, sex: 'male' | 'female'): MadeName {
  const people = random.pick(OTHERS)
  return { fullName: random.pick(people[sex]), ethnicity: people.code }
}
