import * as z from 'zod/mini'
import { FingerPosition, SlapGroup, slapFingers } from './finger-position.ts'

/** What is laid on the glass at once: four fingers, both thumbs, or one finger. Order of law: right four, left four, thumbs. */
export const CaptureGroup = z.union([z.enum(['right-four', 'left-four', 'thumbs']), FingerPosition])
export type CaptureGroup = z.infer<typeof CaptureGroup>

/** The fingers of a capture, in the order of law. */
export function fingersOf(group: CaptureGroup): readonly FingerPosition[] {
  const slap = SlapGroup.safeParse(group)
  return slap.success ? slapFingers(slap.data) : [FingerPosition.parse(group)]
}
