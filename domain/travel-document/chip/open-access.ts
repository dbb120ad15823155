import { type AccessKey, passwordOf } from './access-key.ts'
import { performBasicAccess } from './basic-access.ts'
import { ChipFault } from './chip-fault.ts'
import { type ChipFileName, chipFile } from './chip-file.ts'
import { type ChipSession, type ChipSteps, restartCard } from './chip-session.ts'
import type { CurveName } from './elliptic-curve.ts'
import type { SessionCipher } from './key-derivation.ts'
import { performPace } from './pace.ts'
import { findChipFile, selectEmrtdApplication } from './read-chip-file.ts'
import { findPaceChoice, readSecurityInfos, type SecurityInfos } from './security-infos.ts'

export interface ChipAccess {
  readonly protocol: 'PACE' | 'BAC'
  readonly cipher: SessionCipher
  readonly curve?: CurveName
  /** Why it is BAC and not PACE. */
  readonly fallBack?: string
}

export interface AccessRequest {
  readonly key: AccessKey
  /** See `PaceRequest`. */
  readonly leastTries?: number
}

export interface OpenedAccess {
  readonly access: ChipAccess
  /** Resets the card and opens it once more the same way: where it has dropped the channel, or was found to be a copy. */
  reopen(): ChipSteps<void>
}

type Files = Partial<Record<ChipFileName, Uint8Array>>

/**
 * EF.CardAccess, then PACE, else BAC; the eMRTD application is selected and the session has its channel.
 *
 * @param files EF.CardAccess is put there
 * @throws {ChipFault} with the exact step
 */
export function* openAccess(session: ChipSession, request: AccessRequest, files: Files): ChipSteps<OpenedAccess> {
  const { key } = request
  const password = passwordOf(key, session.cryptography)
  const opened = (access: ChipAccess, way: () => ChipSteps<void>): OpenedAccess => ({
    access,
    *reopen() {
      restartCard(session)
      yield* way()
    },
  })

  const offer = yield* readPaceOffer(session, files)
  let fallBack: string
  if (typeof offer === 'string') fallBack = offer
  else {
    const { parameters } = offer
    const tries = request.leastTries === undefined ? {} : { leastTries: request.leastTries }
    const byPace = function* (): ChipSteps<void> {
      yield* performPace(session, { ...offer, passwordKind: key.kind, password, ...tries })
      yield* selectEmrtdApplication(session)
    }
    try {
      yield* byPace()
      return opened({ protocol: 'PACE', cipher: parameters.cipher, curve: parameters.curve.name }, byPace)
    } catch (fault) {
      if (!(fault instanceof ChipFault) || fault.failure !== 'refused' || session.channel !== undefined) throw fault
      fallBack = fault.message
    }
  }
  if (key.kind === 'can')
    throw new ChipFault('unsupported', 'access', `the card access number opens a card by PACE alone: ${fallBack}`)
  const byBasicAccess = function* (): ChipSteps<void> {
    yield* selectEmrtdApplication(session)
    yield* performBasicAccess(session, password)
  }
  yield* byBasicAccess()
  return opened({ protocol: 'BAC', cipher: '3DES', fallBack }, byBasicAccess)
}

/** What EF.CardAccess offers that we speak, or why there is nothing. */
function* readPaceOffer(session: ChipSession, files: Files) {
  let bytes: Uint8Array | undefined
  try {
    bytes = yield* findChipFile(session, chipFile('EF.CardAccess'))
  } catch (fault) {
    if (!(fault instanceof ChipFault) || fault.failure === 'too-large') throw fault
    return fault.message
  }
  if (bytes === undefined) return 'the card has no EF.CardAccess'
  files['EF.CardAccess'] = bytes
  let infos: SecurityInfos
  try {
    infos = readSecurityInfos(bytes, 'EF.CardAccess')
  } catch (fault) {
    if (fault instanceof ChipFault) return fault.message
    throw fault
  }
  return findPaceChoice(infos) ?? 'EF.CardAccess offers no PACE we speak'
}
