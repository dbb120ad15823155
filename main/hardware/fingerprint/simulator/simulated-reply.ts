import { type FingerPosition, sbiFingerName } from '../../../../domain/biometric/finger-position.ts'
import { nextCaptureHash } from '../drivers/sbi/device-signature.ts'
import { SERIAL, type SimulatedDevice, stamp, success } from './simulated-device.ts'
import type { CaptureFault, SimulatedFault } from './simulated-fault.ts'
import type { Pressed } from './simulated-glass.ts'

export interface AskedOfSimulator {
  readonly transactionId: string
  readonly env: string
  readonly specVersion: string
  readonly previousHash: string
}

const ofOtherHand = (finger: FingerPosition) =>
  (finger.startsWith('left') ? finger.replace('left', 'right') : finger.replace('right', 'left')) as FingerPosition

/** Whose ridges come under the names that were asked for; a person is a seed of the simulation. */
export function ridgesThatCome(
  person: string,
  fingers: readonly FingerPosition[],
  fault: CaptureFault | undefined,
): { readonly person: string; readonly fingers: readonly FingerPosition[] } {
  if (fault === 'other-person-ridges') return { person: `stranger to ${person}`, fingers }
  if (fault === 'other-hand-ridges') return { person, fingers: fingers.map(ofOtherHand) }
  if (fault !== 'same-ridges-twice') return { person, fingers }
  return { person, fingers: fingers.map((finger, i) => (i === 1 ? (fingers[0] ?? finger) : finger)) }
}

/** Which fingers come, when the person does not do as told. */
export function fingersThatCome(fingers: readonly FingerPosition[], fault: CaptureFault | undefined): FingerPosition[] {
  if (fault === 'three-finger-slap') return fingers.slice(0, Math.max(1, fingers.length - 1))
  if (fault === 'swapped-hand') return fingers.map(ofOtherHand)
  if (fault === 'same-finger-twice') return fingers.map((finger, i) => (i === 1 ? (fingers[0] ?? finger) : finger))
  return [...fingers]
}

/** Whose fingers the preview shows: labels may lie, the glass does not. */
export function fingersThatLie(
  fingers: readonly FingerPosition[],
  fault: SimulatedFault | undefined,
): FingerPosition[] {
  const other = fault === 'other-hand-ridges' || fault === 'swapped-hand'
  return other ? fingers.map(ofOtherHand) : [...fingers]
}

/** RCAPTURE reply over the pressed fingers, right or wrong in one way. */
export function captureReply(
  device: SimulatedDevice,
  pressed: readonly Pressed[],
  asked: AskedOfSimulator,
  fault: CaptureFault | undefined,
): unknown {
  let previous = asked.previousHash
  const signer = device.signerFor(fault)
  return {
    biometrics: pressed.map(({ finger, quality, record }) => {
      previous = nextCaptureHash(previous, record)
      const score = fault === 'low-quality' ? 12 : quality
      const data = signer.sign({
        digitalId: device.digitalId(signer, fault === 'other-device' ? 'SOBOSIM00000002' : SERIAL),
        deviceCode: SERIAL,
        deviceServiceVersion: asked.specVersion,
        bioType: 'Finger',
        bioSubType: sbiFingerName(finger),
        purpose: fault === 'wrong-purpose' ? 'Auth' : 'Registration',
        env: asked.env,
        bioValue: fault === 'no-image' ? 'Rk1SAA' : Buffer.from(record).toString('base64url'),
        transactionId: fault === 'wrong-transaction-id' ? 'another-transaction' : asked.transactionId,
        timestamp: stamp(fault === 'stale-timestamp' ? Date.now() - 20 * 60_000 : Date.now()),
        requestedScore: '60',
        qualityScore: fault === 'numbers-instead-of-strings' ? score : fault === 'no-quality' ? '' : String(score),
      })
      return {
        specVersion: fault === 'wrong-version' ? '0.9.1' : asked.specVersion,
        data: fault === 'wrong-signature' ? `${data.slice(0, -8)}AAAAAAAA` : data,
        hash: fault === 'broken-hash-chain' ? '0'.repeat(64) : previous,
        error: success,
      }
    }),
  }
}
