import * as z from 'zod/mini'

/** What the mark is (loại dấu vết). */
export const MarkKind = z.enum([
  'mole',
  'scar',
  'dot-scar',
  'long-scar',
  'burn-scar',
  'raised-mole',
  'birthmark',
  'pockmark',
])
export type MarkKind = z.infer<typeof MarkKind>

/** Where it lies, seen from the landmark (hướng). Before is towards the nose, behind towards the ear. */
export const MarkDirection = z.enum([
  'above',
  'below',
  'before',
  'behind',
  'above-before',
  'above-behind',
  'below-before',
  'below-behind',
])
export type MarkDirection = z.infer<typeof MarkDirection>

/** Point of the face it is measured from (mốc). */
export const MarkLandmark = z.enum([
  'mouth-corner-left',
  'mouth-corner-right',
  'outer-eye-left',
  'outer-eye-right',
  'inner-eye-left',
  'inner-eye-right',
  'inner-brow-left',
  'inner-brow-right',
  'outer-brow-left',
  'outer-brow-right',
  'nostril-left',
  'nostril-right',
  'earlobe-left',
  'earlobe-right',
])
export type MarkLandmark = z.infer<typeof MarkLandmark>

/**
 * A distinguishing mark (đặc điểm nhận dạng): mole or scar with distance, direction and landmark.
 * Distance in centimetres, in steps of half a centimetre, above 0 and at most 30.
 */
export const DistinguishingMark = z.strictObject({
  kind: MarkKind,
  distanceInCm: z.number().check(z.positive(), z.maximum(30), z.multipleOf(0.5)),
  direction: MarkDirection,
  landmark: MarkLandmark,
})
export type DistinguishingMark = z.infer<typeof DistinguishingMark>

const KIND_WORDS: Readonly<Record<MarkKind, string>> = {
  mole: 'nốt ruồi',
  'raised-mole': 'nốt ruồi nổi',
  scar: 'sẹo',
  'dot-scar': 'sẹo chấm',
  'long-scar': 'sẹo dài',
  'burn-scar': 'sẹo bỏng',
  birthmark: 'vết chàm',
  pockmark: 'sẹo rỗ',
}
const DIRECTION_WORDS: Readonly<Record<MarkDirection, string>> = {
  above: 'trên',
  below: 'dưới',
  before: 'trước',
  behind: 'sau',
  'above-before': 'trên trước',
  'above-behind': 'trên sau',
  'below-before': 'dưới trước',
  'below-behind': 'dưới sau',
}
const LANDMARK_WORDS: Readonly<Record<MarkLandmark, string>> = {
  'mouth-corner-left': 'mép trái',
  'mouth-corner-right': 'mép phải',
  'outer-eye-left': 'đuôi mắt trái',
  'outer-eye-right': 'đuôi mắt phải',
  'inner-eye-left': 'đầu mắt trái',
  'inner-eye-right': 'đầu mắt phải',
  'inner-brow-left': 'đầu mày trái',
  'inner-brow-right': 'đầu mày phải',
  'outer-brow-left': 'đuôi mày trái',
  'outer-brow-right': 'đuôi mày phải',
  'nostril-left': 'cánh mũi trái',
  'nostril-right': 'cánh mũi phải',
  'earlobe-left': 'dái tai trái',
  'earlobe-right': 'dái tai phải',
}

/** The Vietnamese words of each part, for the lists of the form. */
export const markWords: {
  readonly kind: Readonly<Record<MarkKind, string>>
  readonly direction: Readonly<Record<MarkDirection, string>>
  readonly landmark: Readonly<Record<MarkLandmark, string>>
} = { kind: KIND_WORDS, direction: DIRECTION_WORDS, landmark: LANDMARK_WORDS }

/**
 * Official wording: `Nốt ruồi C:3 cm trên sau mép trái` (C: cách, "at a distance of"). Half centimetres with a comma.
 * Throws a zod error where the mark is outside its bounds.
 */
export function writeMark(mark: DistinguishingMark): string {
  const { kind, distanceInCm, direction, landmark } = DistinguishingMark.parse(mark)
  const kindWords = KIND_WORDS[kind]
  const distance = String(distanceInCm).replace('.', ',')
  const text = `${kindWords.charAt(0).toLocaleUpperCase('vi')}${kindWords.slice(1)}`
  return `${text} C:${distance} cm ${DIRECTION_WORDS[direction]} ${LANDMARK_WORDS[landmark]}`
}

const SENTENCE =
  /^(?<kind>\p{L}[\p{L} ]*?) ?c ?[:.] ?(?<whole>\d{1,2})(?:[.,](?<part>\d))? ?cm\.? (?<rest>\p{L}[\p{L} ]*?)\.?$/u

/**
 * Reads the wording of a card or form, with or without blanks around the distance, in any case and Unicode form:
 * `Sẹo chấm C:1cm dưới trước đuôi mắt phải`. Undefined for anything else: it is then kept as text by the clerk.
 */
export function readMark(text: string): DistinguishingMark | undefined {
  if (text.length > 200) return undefined
  const plain = text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
  const groups = SENTENCE.exec(plain)?.groups
  if (!groups) return undefined
  const rest = groups.rest ?? ''
  const kind = keyOf(KIND_WORDS, groups.kind ?? '')
  const direction = longestStart(DIRECTION_WORDS, rest)
  if (!kind || !direction) return undefined
  const landmark = keyOf(LANDMARK_WORDS, rest.slice(DIRECTION_WORDS[direction].length + 1))
  const distanceInCm = Number(`${groups.whole}.${groups.part ?? '0'}`)
  const mark = DistinguishingMark.safeParse({ kind, distanceInCm, direction, landmark })
  return mark.success ? mark.data : undefined
}

function keyOf<K extends string>(words: Readonly<Record<K, string>>, text: string): K | undefined {
  for (const key in words) if (words[key] === text) return key
  return undefined
}

function longestStart<K extends string>(words: Readonly<Record<K, string>>, text: string): K | undefined {
  let best: K | undefined
  for (const key in words) {
    if (text.startsWith(`${words[key]} `) && (best === undefined || words[key].length > words[best].length)) best = key
  }
  return best
}
