import { readCommonData } from '../data-group/common-data.ts'
import { readActiveAuthenticationKey, readChipSecurity } from '../data-group/key-groups.ts'
import { readListedGroups } from '../passive-authentication/lds-security-object.ts'
import { findSchemeByName } from '../passive-authentication/signature-algorithm.ts'
import { type AccessKey, passwordOf } from './access-key.ts'
import { performActiveAuthentication } from './active-authentication.ts'
import { performBasicAccess } from './basic-access.ts'
import { performChipAuthentication } from './chip-authentication.ts'
import { ChipFault } from './chip-fault.ts'
import { type ChipFileName, chipFile, type DataGroupName } from './chip-file.ts'
import type { ChipSession, ChipSteps } from './chip-session.ts'
import { type ChipVerdict, cannotBeChecked } from './chip-verdict.ts'
import type { CurveName } from './elliptic-curve.ts'
import type { SessionCipher } from './key-derivation.ts'
import { performPace } from './pace.ts'
import { findChipFile, selectEmrtdApplication } from './read-chip-file.ts'
import { findPaceChoice, readSecurityInfos, type SecurityInfos } from './security-infos.ts'

/** What a civil office reads, in this order. DG3 and DG4 are closed: their terminal certificates are with the police. */
export const OFFICE_GROUPS: readonly DataGroupName[] = ['DG1', 'DG2', 'DG13', 'DG11', 'DG12']

export interface ChipAccess {
  readonly protocol: 'PACE' | 'BAC'
  readonly cipher: SessionCipher
  readonly curve?: CurveName
  /** Why it is BAC and not PACE. */
  readonly fallBack?: string
}

export interface ChipReading {
  readonly access: ChipAccess
  /** Whole files as the card gave them, hostile until their parser has read them. */
  readonly files: Readonly<Partial<Record<ChipFileName, Uint8Array>>>
  /** Wanted, announced by EF.COM or signed by EF.SOD, and not there. */
  readonly absent: readonly DataGroupName[]
  /** Announced and not opened to us. */
  readonly closed: readonly DataGroupName[]
  readonly chipAuthentication: ChipVerdict
  readonly activeAuthentication: ChipVerdict
}

export interface ChipReadingRequest {
  readonly key: AccessKey
  readonly groups?: readonly DataGroupName[]
  /** See `PaceRequest`. */
  readonly leastTries?: number
}

/**
 * Reads a chip from power on: EF.CardAccess, PACE or BAC, EF.COM, EF.SOD, DG14 and chip authentication, DG15 and active authentication, then
 * the data groups. Passive authentication follows on the files (`checkPassiveAuthentication`).
 *
 * @throws {ChipFault} with the exact step; what `transmit` throws goes through
 */
export function* readChip(session: ChipSession, request: ChipReadingRequest): ChipSteps<ChipReading> {
  const files: Partial<Record<ChipFileName, Uint8Array>> = {}
  const access = yield* openAccess(session, request, files)
  const common = yield* findChipFile(session, chipFile('EF.COM'))
  if (common !== undefined) files['EF.COM'] = common
  const security = yield* findChipFile(session, chipFile('EF.SOD'))
  if (security !== undefined) files['EF.SOD'] = security
  const announced = common === undefined ? undefined : announcedGroups(common)
  const signed = security === undefined ? [] : signedGroups(security)
  // EF.COM is not signed: a copy could leave out there what it cannot prove. What EF.SOD signs is looked for all the same.
  const isThere = (name: DataGroupName) => announced?.includes(name) !== false || signed.includes(name)

  const absent: DataGroupName[] = []
  const closed: DataGroupName[] = announced?.filter((name) => name === 'DG3' || name === 'DG4') ?? []
  function* take(name: DataGroupName): ChipSteps<Uint8Array | undefined> {
    if (!isThere(name)) return undefined
    try {
      const bytes = yield* findChipFile(session, chipFile(name))
      if (bytes === undefined) absent.push(name)
      else files[name] = bytes
      return bytes
    } catch (fault) {
      if (!(fault instanceof ChipFault) || fault.failure !== 'refused') throw fault
      closed.push(name)
      return undefined
    }
  }

  const missing = (name: 'DG14' | 'DG15'): ChipVerdict | undefined =>
    signed.includes(name) && absent.includes(name)
      ? { verdict: 'invalid', detail: `EF.SOD signs ${name}, and the card has none: a copy looks like this` }
      : undefined

  const fourteen = yield* take('DG14')
  const infos = fourteen === undefined ? undefined : understood(() => readChipSecurity(fourteen))
  const chipAuthentication =
    infos instanceof ChipFault || infos === undefined
      ? ((infos === undefined ? missing('DG14') : undefined) ??
        cannotBeChecked(infos?.message ?? 'the card has no DG14'))
      : yield* performChipAuthentication(session, infos)
  if (session.channel === undefined)
    return { access, files, absent, closed, chipAuthentication, activeAuthentication: cannotBeChecked('no channel') }
  const fifteen = yield* take('DG15')
  const activeAuthentication =
    fifteen === undefined
      ? (missing('DG15') ?? cannotBeChecked('the card has no DG15'))
      : yield* proveActively(session, fifteen, infos instanceof ChipFault ? undefined : infos)
  for (const name of request.groups ?? OFFICE_GROUPS) if (files[name] === undefined) yield* take(name)
  return { access, files, absent, closed, chipAuthentication, activeAuthentication }
}

function* proveActively(session: ChipSession, file: Uint8Array, infos: SecurityInfos | undefined) {
  const key = understood(() => readActiveAuthenticationKey(file))
  if (key instanceof ChipFault) return cannotBeChecked(key.message)
  const named = infos?.activeAuthentication?.signatureAlgorithm
  return yield* performActiveAuthentication(session, key, named === undefined ? undefined : findSchemeByName(named))
}

function announcedGroups(common: Uint8Array): readonly DataGroupName[] | undefined {
  const read = understood(() => readCommonData(common))
  return read instanceof ChipFault ? undefined : read.dataGroups
}

function signedGroups(security: Uint8Array): readonly DataGroupName[] {
  const read = understood(() => readListedGroups(security))
  return read instanceof ChipFault ? [] : read
}

/** A file that cannot be parsed leaves its check open; the file itself goes to the caller, who says what is wrong with it. */
function understood<T>(parse: () => T): T | ChipFault {
  try {
    return parse()
  } catch (fault) {
    if (fault instanceof ChipFault) return fault
    throw fault
  }
}

function* openAccess(
  session: ChipSession,
  request: ChipReadingRequest,
  files: Partial<Record<ChipFileName, Uint8Array>>,
): ChipSteps<ChipAccess> {
  const { key } = request
  const password = passwordOf(key, session.cryptography)
  const offer = yield* readPaceOffer(session, files)
  let fallBack: string
  if (typeof offer === 'string') fallBack = offer
  else {
    const { parameters } = offer
    const tries = request.leastTries === undefined ? {} : { leastTries: request.leastTries }
    try {
      yield* performPace(session, { ...offer, passwordKind: key.kind, password, ...tries })
      yield* selectEmrtdApplication(session)
      return { protocol: 'PACE', cipher: parameters.cipher, curve: parameters.curve.name }
    } catch (fault) {
      if (!(fault instanceof ChipFault) || fault.failure !== 'refused' || session.channel !== undefined) throw fault
      fallBack = fault.message
    }
  }
  if (key.kind === 'can')
    throw new ChipFault('unsupported', 'access', `the card access number opens a card by PACE alone: ${fallBack}`)
  yield* selectEmrtdApplication(session)
  yield* performBasicAccess(session, password)
  return { protocol: 'BAC', cipher: '3DES', fallBack }
}

/** What EF.CardAccess offers that we speak, or why there is nothing. */
function* readPaceOffer(session: ChipSession, files: Partial<Record<ChipFileName, Uint8Array>>) {
  let bytes: Uint8Array | undefined
  try {
    bytes = yield* findChipFile(session, chipFile('EF.CardAccess'))
  } catch (fault) {
    if (!(fault instanceof ChipFault) || fault.failure === 'too-large') throw fault
    return fault.message
  }
  if (bytes === undefined) return 'the card has no EF.CardAccess'
  files['EF.CardAccess'] = bytes
  const file = bytes
  const infos = understood(() => readSecurityInfos(file, 'EF.CardAccess'))
  if (infos instanceof ChipFault) return infos.message
  return findPaceChoice(infos) ?? 'EF.CardAccess offers no PACE we speak'
}
