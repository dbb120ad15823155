import { mrzInformation, passwordOf } from '../../domain/travel-document/chip/access-key.ts'
import { performBasicAccess } from '../../domain/travel-document/chip/basic-access.ts'
import { CHIP_LIMITS, openChipSession } from '../../domain/travel-document/chip/chip-session.ts'
import { performPace } from '../../domain/travel-document/chip/pace.ts'
import { readChip } from '../../domain/travel-document/chip/read-chip.ts'
import { selectEmrtdApplication } from '../../domain/travel-document/chip/read-chip-file.ts'
import { runChipSteps } from '../../domain/travel-document/chip/run-chip-steps.ts'
import { findPaceChoice, readSecurityInfos } from '../../domain/travel-document/chip/security-infos.ts'
import { nodeChipCryptography } from '../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { chipCurves } from '../../main/hardware/chip-reader/simulator/chip-curve.ts'
import { ChipProfile } from '../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { emulatedChip } from '../../main/hardware/chip-reader/simulator/emulated-chip.ts'
import { personalise } from '../../main/hardware/chip-reader/simulator/personalise.ts'
import { testIssuer } from '../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { understandChip } from '../../main/hardware/chip-reader/understand-chip.ts'
import { holder } from '../../test/device/chip-card.ts'
import { median } from './figures.ts'

const information = mrzInformation({ documentNumber: '090012345', birth: '900315', expiry: '300315' })

/** Milliseconds this process has computed: on a machine that is shared the clock tells what others did. */
function computedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** What opening a card costs the reader alone: the emulated card runs in the same process and its time is taken off. */
export async function accessComputing(
  runs: number,
): Promise<readonly { readonly name: string; readonly ms: number }[]> {
  const issuer = await testIssuer()
  const password = passwordOf({ kind: 'mrz', information }, nodeChipCryptography)
  const found: { name: string; ms: number }[] = []
  for (const curve of [null, ...Object.keys(chipCurves)]) {
    const pace = curve === null ? [] : [{ cipher: 'AES-128', curve }]
    const profile = { holder, pace, dataGroups: [1], chipAuthentication: null, activeAuthentication: 'none' }
    const contents = await personalise(ChipProfile.parse(profile), issuer)
    const took: number[] = []
    for (let i = 0; i < runs; i++) {
      const card = emulatedChip(contents)
      const session = openChipSession(nodeChipCryptography)
      const choice = contents.cardAccess && findPaceChoice(readSecurityInfos(contents.cardAccess, 'EF.CardAccess'))
      let cardMs = 0
      const transmit = async ({ command }: { command: Uint8Array }) => {
        const before = computedMs()
        const answer = card.process(Buffer.from(command))
        cardMs += computedMs() - before
        return answer
      }
      if (!choice) await runChipSteps(selectEmrtdApplication(session), transmit)
      cardMs = 0
      const began = computedMs()
      if (choice) await runChipSteps(performPace(session, { ...choice, passwordKind: 'mrz', password }), transmit)
      else await runChipSteps(performBasicAccess(session, password), transmit)
      took.push(computedMs() - began - cardMs)
    }
    found.push({ name: curve === null ? 'BAC' : `PACE AES-128 ${curve}`, ms: median(took) })
  }
  return found
}

/** What reading a whole card costs the reader alone, from EF.CardAccess to the last group, and what understanding it costs afterwards. */
export async function readComputing(
  runs: number,
): Promise<readonly { readonly name: string; readonly readMs: number; readonly understandMs: number }[]> {
  const issuer = await testIssuer()
  const trust = { authorities: [Uint8Array.from(issuer.root)], revocations: [Uint8Array.from(issuer.revoked)] }
  const request = { key: { kind: 'mrz', information } as const, trust, readOn: '2026-11-26', spendLastTry: false }
  const found: { name: string; readMs: number; understandMs: number }[] = []
  for (const [name, curve, portrait, readLength] of WHOLE_READS) {
    const pace = curve === null ? [] : [{ cipher: 'AES-128', curve }]
    const profile = { holder, pace, portrait, fingerprints: false, chipAuthentication: null }
    const contents = await personalise(ChipProfile.parse(profile), issuer)
    const [reads, understandings]: [number[], number[]] = [[], []]
    for (let i = 0; i < runs; i++) {
      const card = emulatedChip(contents)
      const session = openChipSession(nodeChipCryptography, CHIP_LIMITS, readLength)
      let cardMs = 0
      const began = computedMs()
      const reading = await runChipSteps(readChip(session, { key: request.key }), async ({ command }) => {
        const before = computedMs()
        const answer = card.process(Buffer.from(command))
        cardMs += computedMs() - before
        return answer
      })
      const ended = computedMs()
      await understandChip(reading, request)
      reads.push(ended - began - cardMs)
      understandings.push(computedMs() - ended)
    }
    found.push({ name, readMs: median(reads), understandMs: median(understandings) })
  }
  return found
}

const WHOLE_READS = [
  ['BAC', null, 'jpeg', undefined],
  ['PACE AES-128 brainpoolP256r1', 'brainpoolP256r1', 'jpeg', undefined],
  ['PACE AES-128 brainpoolP256r1, JPEG 2000', 'brainpoolP256r1', 'jpeg2000', undefined],
  ['PACE AES-128 brainpoolP256r1, extended', 'brainpoolP256r1', 'jpeg', 2048],
] as const
