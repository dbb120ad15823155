import * as z from 'zod/mini'

/**
 * Why a finger gave no print (ngón không thu được). Work goes on with a stated reason
 * (Thông tư 60/2021/TT-BCA, Điều 5). A weak print is no exception: it is kept as "Chất lượng thấp".
 */
export const CaptureExceptionReason = z.enum([
  'amputated',
  'contracted',
  'fused',
  'burnt',
  'bandaged',
  'worn',
  'extra-finger',
  'whole-hand',
])
export type CaptureExceptionReason = z.infer<typeof CaptureExceptionReason>

export const captureExceptionReasons: readonly CaptureExceptionReason[] = CaptureExceptionReason.options

/** A temporary exception is asked again at the next application; a permanent one is carried over. */
export const ExceptionDuration = z.enum(['permanent', 'temporary'])
export type ExceptionDuration = z.infer<typeof ExceptionDuration>

interface ReasonFacts {
  readonly vietnamese: string
  /** Durations that make sense, the usual one first: a bandage is never permanent, an amputation never temporary. */
  readonly durations: readonly ExceptionDuration[]
  /** The reason says nothing without a sentence beside it. */
  readonly remarkNeeded: boolean
}

const FACTS: Readonly<Record<CaptureExceptionReason, ReasonFacts>> = {
  amputated: { vietnamese: 'Cụt ngón', durations: ['permanent'], remarkNeeded: false },
  contracted: { vietnamese: 'Ngón khoèo', durations: ['permanent', 'temporary'], remarkNeeded: false },
  fused: { vietnamese: 'Dính ngón', durations: ['permanent', 'temporary'], remarkNeeded: false },
  burnt: { vietnamese: 'Bỏng', durations: ['temporary', 'permanent'], remarkNeeded: false },
  bandaged: { vietnamese: 'Băng bó', durations: ['temporary'], remarkNeeded: false },
  worn: { vietnamese: 'Mờ vân', durations: ['permanent', 'temporary'], remarkNeeded: false },
  'extra-finger': { vietnamese: 'Thừa ngón', durations: ['permanent', 'temporary'], remarkNeeded: true },
  'whole-hand': { vietnamese: 'Cả bàn tay', durations: ['permanent', 'temporary'], remarkNeeded: true },
}

export function vietnameseExceptionReason(reason: CaptureExceptionReason): string {
  return FACTS[reason].vietnamese
}

export function possibleDurations(reason: CaptureExceptionReason): readonly ExceptionDuration[] {
  return FACTS[reason].durations
}

export function remarkNeeded(reason: CaptureExceptionReason): boolean {
  return FACTS[reason].remarkNeeded
}

export function vietnameseDuration(duration: ExceptionDuration): string {
  return duration === 'permanent' ? 'Vĩnh viễn' : 'Tạm thời'
}

/** One finger or eye that was not captured; refuses durations the reason excludes and a missing remark. */
export const CaptureException = z
  .object({
    reason: CaptureExceptionReason,
    duration: ExceptionDuration,
    remark: z.optional(z.string().check(z.maxLength(500))),
  })
  .check(
    z.refine((it) => possibleDurations(it.reason).includes(it.duration), {
      path: ['duration'],
      error: 'duration does not fit the reason',
    }),
    z.refine((it) => !remarkNeeded(it.reason) || (it.remark ?? '').trim() !== '', {
      path: ['remark'],
      error: 'this reason needs a remark',
    }),
  )
export type CaptureException = z.infer<typeof CaptureException>
