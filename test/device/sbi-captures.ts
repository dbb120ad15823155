import {
  type CaptureProgress,
  type CaptureRequest,
  DeviceError,
  type FingerprintScanner,
} from '../../main/hardware/index.ts'
import type { Simulator } from './start-simulator.ts'

/** What the driver brought from one capture. */
export interface Taken {
  readonly frames: readonly Uint8Array[]
  readonly captured: Extract<CaptureProgress, { kind: 'captured' }>
}

export async function theScannerOf(simulator: Simulator): Promise<FingerprintScanner> {
  const [scanner] = await simulator.finder.find()
  if (!scanner) throw new Error('no scanner found')
  return scanner
}

/** One capture to its end: the right four fingers, unless the request says otherwise. */
export async function captureOn(
  scanner: FingerprintScanner,
  request: Partial<CaptureRequest> = {},
  signal = new AbortController().signal,
): Promise<Taken> {
  const frames: Uint8Array[] = []
  let captured: Taken['captured'] | undefined
  const whole = { group: 'right-four', exceptions: [], requestedScore: 45, previousHash: '', ...request } as const
  for await (const progress of scanner.capture(whole, signal)) {
    if (progress.kind === 'frame') frames.push(progress.jpeg)
    else captured = progress
  }
  if (!captured) throw new Error('nothing captured')
  return { frames, captured }
}

/** Images of one thumb, unless asked for something else: the print a new simulator grows first. */
export async function imagesOf(scanner: FingerprintScanner, request: Partial<CaptureRequest> = {}) {
  return (await captureOn(scanner, { group: 'right-thumb', ...request })).captured.images
}

/** The failure a capture ended with; 'none' where it did not fail. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (fault: unknown) => (fault instanceof DeviceError ? fault.failure : String(fault)),
  )
}
