import { findMrzInformation } from '../../../../domain/travel-document/chip/access-key.ts'
import { CHIP_LIMITS, openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import { readChip } from '../../../../domain/travel-document/chip/read-chip.ts'
import { runChipSteps } from '../../../../domain/travel-document/chip/run-chip-steps.ts'
import { nodeChipCryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { zoneOf } from '../../../../main/hardware/chip-reader/simulator/card-files.ts'
import { ChipProfile } from '../../../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { emulatedChip } from '../../../../main/hardware/chip-reader/simulator/emulated-chip.ts'
import { personalise } from '../../../../main/hardware/chip-reader/simulator/personalise.ts'
import type { TestIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { understandChip } from '../../../../main/hardware/chip-reader/understand-chip.ts'

const holder = {
  personalNumber: '001090012345',
  fullName: 'Nguyễn Văn An',
  dateOfBirth: '1990-03-15',
  sex: 'male',
  expiresOn: '2030-03-15',
  fatherName: 'Nguyễn Văn Bình',
}

/** Stands between card and reader: gives the card's answer, or another. */
export type Between = (command: Buffer, answer: () => Buffer) => Buffer

export interface EmulatedReading {
  readonly between?: Between
  readonly readLength?: number
}

/** An emulated card read and understood in one process, the issuer trusted, the key taken from the printed zone. */
export async function readEmulated(issuer: TestIssuer, changes: object = {}, options: EmulatedReading = {}) {
  const profile = ChipProfile.parse({ holder, ...changes })
  const information = findMrzInformation(zoneOf(profile))
  if (information === undefined) throw new Error('the profile has no zone')
  const key = { kind: 'mrz', information } as const
  const chip = emulatedChip(await personalise(profile, issuer))
  const session = openChipSession(nodeChipCryptography, CHIP_LIMITS, options.readLength)
  let resets = 0
  const reading = await runChipSteps(readChip(session, { key }), async ({ command, afterReset }) => {
    if (afterReset) {
      resets++
      chip.reset()
    }
    const bytes = Buffer.from(command)
    const answer = () => chip.process(bytes)
    return options.between?.(bytes, answer) ?? answer()
  })
  const trust = { authorities: [new Uint8Array(issuer.root)], revocations: [new Uint8Array(issuer.revoked)] }
  const understood = await understandChip(reading, { key, trust, readOn: '2026-11-26', spendLastTry: false })
  return { reading, understood, resets }
}

/** Answers the n-th protected command of this instruction with a status word in clear, as cards do that drop the channel. */
export function refusesInClear(instruction: number, nth: number, statusWord: number, times = 1): Between {
  let seen = 0
  return (command, answer) => {
    const isProtected = ((command[0] ?? 0) & 0x0c) === 0x0c
    if (!isProtected || command[1] !== instruction || ++seen < nth || seen >= nth + times) return answer()
    return Buffer.from([statusWord >>> 8, statusWord & 0xff])
  }
}
