import { type FingerPosition, fingerPositions, isoFingerCode } from '../../../../domain/biometric/finger-position.ts'
import type { Impression } from '../fingerprint-scanner.ts'
import { type PrintImage, writePrintRecord } from '../print-record.ts'
import type { FingerBank } from './finger-bank.ts'
import { pressFinger, qualityOf, touchOf } from './impression.ts'
import { seedOfText } from './ridge-pattern.ts'

/** What lies on the glass: whose fingers, how worn, and which try this is. */
export interface SimulatedGlass {
  person: string
  /** 0 … 1, makes every touch drier. */
  worn: number
  press(fingers: readonly FingerPosition[], impression: Impression, ridges?: Ridges): Promise<Pressed[]>
  /** The same fingers without counting a try: for the preview. */
  look(fingers: readonly FingerPosition[]): Promise<PrintImage[]>
  lay(person: string): void
}

/** Whose fingers these really are, one for one; the labels stay as asked. */
export interface Ridges {
  readonly person: string
  readonly fingers: readonly FingerPosition[]
}

export interface Pressed {
  readonly finger: FingerPosition
  readonly quality: number
  readonly image: PrintImage
  readonly record: Uint8Array
}

export function simulatedGlass(bank: FingerBank): SimulatedGlass {
  const tries = new Map<string, number>()
  const glass: SimulatedGlass = {
    person: 'nobody',
    worn: 0,
    lay(person) {
      if (person === glass.person) return
      glass.person = person
      bank.prepare(person, fingerPositions)
    },
    async press(fingers, impression, ridges = { person: glass.person, fingers }) {
      const pressed: Pressed[] = []
      for (const [i, finger] of fingers.entries()) {
        const real = ridges.fingers[i] ?? finger
        const key = `${ridges.person}/${real}`
        const attempt = (tries.get(key) ?? 0) + 1
        tries.set(key, attempt)
        const touch = touchOf(seedOfText(`${key}/${attempt}`), glass.worn)
        const image = pressFinger(await bank.pattern(ridges.person, real), touch, seedOfText(`${key}/${attempt}/skin`))
        const quality = qualityOf(touch)
        const record = writePrintRecord(image, isoFingerCode(finger), quality, impression)
        pressed.push({ finger, quality, image, record })
      }
      return pressed
    },
    look: (fingers) =>
      Promise.all(
        fingers.map(async (finger) => {
          const key = `${glass.person}/${finger}`
          const next = (tries.get(key) ?? 0) + 1
          const touch = touchOf(seedOfText(`${key}/${next}`), glass.worn)
          return pressFinger(await bank.pattern(glass.person, finger), touch, seedOfText(`${key}/${next}/skin`))
        }),
      ),
  }
  return glass
}
