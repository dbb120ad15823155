import * as z from 'zod/mini'

/** The ten fingers in the order of law: right thumb to right little finger, then left (Thông tư 60/2021/TT-BCA, Điều 5). */
export const FingerPosition = z.enum([
  'right-thumb',
  'right-index',
  'right-middle',
  'right-ring',
  'right-little',
  'left-thumb',
  'left-index',
  'left-middle',
  'left-ring',
  'left-little',
])
export type FingerPosition = z.infer<typeof FingerPosition>

export const fingerPositions: readonly FingerPosition[] = FingerPosition.options

export type Hand = 'right' | 'left'

interface FingerNames {
  readonly hand: Hand
  /** ISO/IEC 19794-2 and 19794-4, finger position codes 1–10. */
  readonly isoCode: number
  /** `bioSubType` of the Secure Biometric Interface (SBI 0.9.5 and 1.0). */
  readonly sbiName: string
  readonly vietnamese: string
}

const NAMES: Readonly<Record<FingerPosition, FingerNames>> = {
  'right-thumb': { hand: 'right', isoCode: 1, sbiName: 'Right Thumb', vietnamese: 'Ngón cái phải' },
  'right-index': { hand: 'right', isoCode: 2, sbiName: 'Right IndexFinger', vietnamese: 'Ngón trỏ phải' },
  'right-middle': { hand: 'right', isoCode: 3, sbiName: 'Right MiddleFinger', vietnamese: 'Ngón giữa phải' },
  'right-ring': { hand: 'right', isoCode: 4, sbiName: 'Right RingFinger', vietnamese: 'Ngón áp út phải' },
  'right-little': { hand: 'right', isoCode: 5, sbiName: 'Right LittleFinger', vietnamese: 'Ngón út phải' },
  'left-thumb': { hand: 'left', isoCode: 6, sbiName: 'Left Thumb', vietnamese: 'Ngón cái trái' },
  'left-index': { hand: 'left', isoCode: 7, sbiName: 'Left IndexFinger', vietnamese: 'Ngón trỏ trái' },
  'left-middle': { hand: 'left', isoCode: 8, sbiName: 'Left MiddleFinger', vietnamese: 'Ngón giữa trái' },
  'left-ring': { hand: 'left', isoCode: 9, sbiName: 'Left RingFinger', vietnamese: 'Ngón áp út trái' },
  'left-little': { hand: 'left', isoCode: 10, sbiName: 'Left LittleFinger', vietnamese: 'Ngón út trái' },
}

export function handOf(finger: FingerPosition): Hand {
  return NAMES[finger].hand
}

/** ISO/IEC 19794 position code, 1 (right thumb) … 10 (left little finger). */
export function isoFingerCode(finger: FingerPosition): number {
  return NAMES[finger].isoCode
}

/** `undefined` for 0 (unknown), slap codes and everything else that names no single finger. */
export function findFingerByIsoCode(code: number): FingerPosition | undefined {
  return fingerPositions.find((finger) => NAMES[finger].isoCode === code)
}

/** SBI `bioSubType`, e.g. `Left IndexFinger`. */
export function sbiFingerName(finger: FingerPosition): string {
  return NAMES[finger].sbiName
}

export function findFingerBySbiName(name: string): FingerPosition | undefined {
  return fingerPositions.find((finger) => NAMES[finger].sbiName === name)
}

/** `Ngón trỏ trái`. */
export function vietnameseFingerName(finger: FingerPosition): string {
  return NAMES[finger].vietnamese
}

/** What is laid on the glass at once in the 4-4-2 capture. */
export const SlapGroup = z.enum(['right-four', 'left-four', 'thumbs'])
export type SlapGroup = z.infer<typeof SlapGroup>

/** Order of law: four right, four left, two thumbs (Thông tư 60/2021/TT-BCA, Điều 5). */
export const slapGroups: readonly SlapGroup[] = SlapGroup.options

interface SlapNames {
  readonly fingers: readonly FingerPosition[]
  /** ISO/IEC 19794-4 codes of plain multi-finger images: 13 right four, 14 left four, 15 both thumbs. */
  readonly isoCode: number
  /** SBI `deviceSubId`: 1 left slap, 2 right slap, 3 thumbs. */
  readonly sbiDeviceSubId: number
  readonly vietnamese: string
}

const SLAPS: Readonly<Record<SlapGroup, SlapNames>> = {
  'right-four': {
    fingers: ['right-index', 'right-middle', 'right-ring', 'right-little'],
    isoCode: 13,
    sbiDeviceSubId: 2,
    vietnamese: 'Bốn ngón tay phải',
  },
  'left-four': {
    fingers: ['left-index', 'left-middle', 'left-ring', 'left-little'],
    isoCode: 14,
    sbiDeviceSubId: 1,
    vietnamese: 'Bốn ngón tay trái',
  },
  thumbs: {
    fingers: ['right-thumb', 'left-thumb'],
    isoCode: 15,
    sbiDeviceSubId: 3,
    vietnamese: 'Hai ngón cái',
  },
}

export function slapFingers(group: SlapGroup): readonly FingerPosition[] {
  return SLAPS[group].fingers
}

export function slapOf(finger: FingerPosition): SlapGroup {
  if (finger === 'right-thumb' || finger === 'left-thumb') return 'thumbs'
  return NAMES[finger].hand === 'right' ? 'right-four' : 'left-four'
}

export function isoSlapCode(group: SlapGroup): number {
  return SLAPS[group].isoCode
}

export function sbiDeviceSubId(group: SlapGroup): number {
  return SLAPS[group].sbiDeviceSubId
}

export function vietnameseSlapName(group: SlapGroup): string {
  return SLAPS[group].vietnamese
}
