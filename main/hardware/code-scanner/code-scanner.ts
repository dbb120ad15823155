/** A code (mã QR, mã vạch) as the scanner decoded it, with no keyboard layout and no input method in between. */
export interface ScannedCode {
  /** AIM symbology identifier (ISO/IEC 15424), e.g. `]Q1` for a QR code; empty where the scanner does not say. */
  readonly symbology: string
  /** The code's bytes as they came, without the symbology. */
  readonly bytes: Uint8Array
  /** The same as text, NFC. */
  readonly text: string
  readonly device: string
}

export interface CodeScannerDevice {
  /** Stable while it stays plugged in. */
  readonly id: string
  readonly name: string
  readonly serialNumber: string
  readonly simulated: boolean
  /** Why it cannot be read now; null when it can. */
  readonly trouble: 'no-access' | 'unsupported' | 'interrupted' | null
}

/** Port: what a feature needs of the code scanners (máy quét mã) on the desk, all of them at once. */
export interface CodeScanners {
  devices(): readonly CodeScannerDevice[]
  /** Codes from now on, of every scanner, until the signal; several may listen and each hears every code. */
  codes(signal: AbortSignal): AsyncIterable<ScannedCode>
  /** Called when a device came, went or failed. */
  onChange(listener: () => void): () => void
  /** Forgets what failed and looks again. */
  lookAgain(): Promise<void>
  close(): Promise<void>
}
