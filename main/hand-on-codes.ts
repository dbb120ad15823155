import type { NoticeTopic } from '../preload/contract/index.ts'
import type { DeviceBoard } from './device/index.ts'
import type { CodeScanners } from './hardware/index.ts'
import type { Session } from './session/index.ts'

export interface CodePath {
  readonly scanners: CodeScanners
  readonly board: DeviceBoard
  readonly session: Pick<Session, 'current'>
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly log: { note(step: string, detail?: Readonly<Record<string, string | number>>): void }
}

/** What one question about a code may carry; longer ones are told without their text. */
const LONGEST_CODE = 4_000

/**
 * Gives each scanned code to the clerk's window, which knows what is open there. A code read while nobody is signed in is nobody's: it is
 * dropped, and only that it came is written down.
 */
export async function handOnCodes(path: CodePath, signal: AbortSignal): Promise<void> {
  for await (const code of path.scanners.codes(signal)) {
    path.board.note('code-scanner', { used: true }, code.device)
    if (!path.session.current) path.log.note('code-without-clerk', { bytes: code.bytes.length })
    else {
      const tooLong = code.text.length > LONGEST_CODE
      path.notify('code', { text: tooLong ? '' : code.text, symbology: code.symbology, tooLong })
    }
  }
}
