import { readCommonData } from '../data-group/common-data.ts'
import { readActiveAuthenticationKey, readChipSecurity } from '../data-group/key-groups.ts'
import { readListedGroups } from '../passive-authentication/lds-security-object.ts'
import { findSchemeByName } from '../passive-authentication/signature-algorithm.ts'
import { performActiveAuthentication } from './active-authentication.ts'
import { performChipAuthentication } from './chip-authentication.ts'
import { ChipFault } from './chip-fault.ts'
import type { ChipFileName, DataGroupName } from './chip-file.ts'
import type { ChipSession, ChipSteps } from './chip-session.ts'
import { type ChipVerdict, cannotBeChecked } from './chip-verdict.ts'
import { type AccessRequest, type ChipAccess, openAccess } from './open-access.ts'
import type { SecurityInfos } from './security-infos.ts'
import { takeFile } from './take-file.ts'

/** What a civil office reads, in this order. DG3 and DG4 are closed: their terminal certificates are with the police. */
export const OFFICE_GROUPS: readonly DataGroupName[] = ['DG1', 'DG2', 'DG13', 'DG11', 'DG12']

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

export interface ChipReadingRequest extends AccessRequest {
  readonly groups?: readonly DataGroupName[]
}

/**
 * Reads a chip from power on: EF.CardAccess, PACE or BAC, EF.COM, EF.SOD, DG14 and chip authentication, the data groups, then DG15 and active
 * authentication. A proof that the card refuses or fails costs the proof and never the data: the card is reset and opened again. Passive
 * authentication follows on the files (`checkPassiveAuthentication`).
 *
 * @throws {ChipFault} with the exact step, `refused` where the card opens and gives no data group; what `transmit` throws goes through
 */
export function* readChip(session: ChipSession, request: ChipReadingRequest): ChipSteps<ChipReading> {
  const files: Partial<Record<ChipFileName, Uint8Array>> = {}
  const { access, reopen } = yield* openAccess(session, request, files)
  const absent: DataGroupName[] = []
  const closed: DataGroupName[] = []
  const refusals: ChipFault[] = []

  const common = yield* keep('EF.COM')
  const security = yield* keep('EF.SOD')
  const announced = common === undefined ? undefined : announcedGroups(common)
  const signed = security === undefined ? [] : signedGroups(security)
  for (const name of announced ?? []) if (name === 'DG3' || name === 'DG4') closed.push(name)

  function* keep(name: ChipFileName): ChipSteps<Uint8Array | undefined> {
    const taken = yield* takeFile(session, name, reopen)
    if (taken instanceof Uint8Array) files[name] = taken
    if (taken instanceof ChipFault) refusals.push(taken)
    if (taken instanceof Uint8Array || isElementary(name)) return files[name]
    const list = taken === 'absent' ? absent : closed
    list.push(name)
    return undefined
  }
  function* take(name: DataGroupName): ChipSteps<Uint8Array | undefined> {
    if (files[name] !== undefined || absent.includes(name) || closed.includes(name)) return files[name]
    // EF.COM is not signed: a copy could leave out there what it cannot prove. What EF.SOD signs is looked for all the same.
    return announced?.includes(name) === false && !signed.includes(name) ? undefined : yield* keep(name)
  }
  const withoutKey = (name: 'DG14' | 'DG15'): ChipVerdict => {
    if (signed.includes(name) && absent.includes(name))
      return { verdict: 'invalid', detail: `EF.SOD signs ${name}, and the card has none: a copy looks like this` }
    return cannotBeChecked(closed.includes(name) ? `the card keeps ${name} closed` : `the card has no ${name}`)
  }

  const fourteen = yield* take('DG14')
  const infos = fourteen === undefined ? undefined : understood(() => readChipSecurity(fourteen))
  const chipAuthentication =
    infos === undefined
      ? withoutKey('DG14')
      : infos instanceof ChipFault
        ? cannotBeChecked(infos.message)
        : yield* proofOrWhyNot(session, performChipAuthentication(session, infos))
  // A copy answers under no key of the new channel: what it says of itself is read all the same, for whoever looks into it.
  if (session.channel === undefined) yield* reopen()
  for (const name of request.groups ?? OFFICE_GROUPS) yield* take(name)
  const fifteen = yield* take('DG15')
  const activeAuthentication =
    fifteen === undefined
      ? withoutKey('DG15')
      : yield* proveActively(session, fifteen, infos instanceof ChipFault ? undefined : infos)
  const [refusal] = refusals
  if (refusal !== undefined && !Object.keys(files).some((name) => name.startsWith('DG'))) throw refusal
  return { access, files, absent, closed, chipAuthentication, activeAuthentication }
}

function isElementary(name: ChipFileName): name is Exclude<ChipFileName, DataGroupName> {
  return name.startsWith('EF.')
}

/** A card that answers a proof in clear has dropped the channel: the proof stands open, the session has no channel. */
function* proofOrWhyNot(session: ChipSession, proof: ChipSteps<ChipVerdict>): ChipSteps<ChipVerdict> {
  try {
    return yield* proof
  } catch (fault) {
    if (!(fault instanceof ChipFault) || !fault.inClear) throw fault
    session.channel = undefined
    return cannotBeChecked(fault.message)
  }
}

function* proveActively(session: ChipSession, file: Uint8Array, infos: SecurityInfos | undefined) {
  const key = understood(() => readActiveAuthenticationKey(file))
  if (key instanceof ChipFault) return cannotBeChecked(key.message)
  const named = infos?.activeAuthentication?.signatureAlgorithm
  const scheme = named === undefined ? undefined : findSchemeByName(named)
  return yield* proofOrWhyNot(session, performActiveAuthentication(session, key, scheme))
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
