import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import type { PrintException } from '../../../../domain/identity-card/application.ts'
import type { Text } from '../../../app/index.ts'

/** "Ngón cái phải". */
export function fingerWords(t: Text, finger: FingerPosition): string {
  return t(`finger.${finger}`)
}

/** What is laid on the glass: "Bốn ngón tay phải", or the one finger. */
export function groupWords(t: Text, group: CaptureGroup): string {
  return group === 'right-four' || group === 'left-four' || group === 'thumbs'
    ? t(`slap.${group}`)
    : fingerWords(t, group)
}

/** Why a finger gives no print, and for how long. */
export function exceptionWords(
  t: Text,
  exception: PrintException,
): { readonly reason: string; readonly duration: string } {
  return {
    reason: t.first([`exception-reason.${exception.reason}`, 'exception-unknown']),
    duration: t(`duration.${exception.duration}`),
  }
}
