import { mrzInformation, passwordOf } from '../../domain/travel-document/chip/access-key.ts'
import { performBasicAccess } from '../../domain/travel-document/chip/basic-access.ts'
import { openChipSession } from '../../domain/travel-document/chip/chip-session.ts'
import { performPace } from '../../domain/travel-document/chip/pace.ts'
import { selectEmrtdApplication } from '../../domain/travel-document/chip/read-chip-file.ts'
import { runChipSteps } from '../../domain/travel-document/chip/run-chip-steps.ts'
import { findPaceChoice, readSecurityInfos } from '../../domain/travel-document/chip/security-infos.ts'
import { nodeChipCryptography } from '../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { chipCurves } from '../../main/hardware/chip-reader/simulator/chip-curve.ts'
import { ChipProfile } from '../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { emulatedChip } from '../../main/hardware/chip-reader/simulator/emulated-chip.ts'
import { personalise } from '../../main/hardware/chip-reader/simulator/personalise.ts'
import { testIssuer } from '../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { holder } from '../../test/device/chip-card.ts'
import { median } from './figures.ts'

const information = mrzInformation({ documentNumber: '090012345', birth: '900315', expiry: '300315' })

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
        const before = performance.now()
        const answer = card.process(Buffer.from(command))
        cardMs += performance.now() - before
        return answer
      }
      if (!choice) await runChipSteps(selectEmrtdApplication(session), transmit)
      cardMs = 0
      const began = performance.now()
      if (choice) await runChipSteps(performPace(session, { ...choice, passwordKind: 'mrz', password }), transmit)
      else await runChipSteps(performBasicAccess(session, password), transmit)
      took.push(performance.now() - began - cardMs)
    }
    found.push({ name: curve === null ? 'BAC' : `PACE AES-128 ${curve}`, ms: median(took) })
  }
  return found
}
