import { statSync } from 'node:fs'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import { readCertificate } from '../../../domain/travel-document/passive-authentication/certificate.ts'
import { readRevocationList } from '../../../domain/travel-document/passive-authentication/revocation-list.ts'
import { type ChipTrust, readChipTrust } from '../../hardware/index.ts'
import { WrongArguments } from './wrong-arguments.ts'

/**
 * The trust store a technician names. One that is not there was mistyped; one with nothing good in it is said, because the signature then
 * stays unchecked.
 *
 * @throws {WrongArguments}
 */
export function trustOf(folder: string | undefined, warn: (words: string) => void): ChipTrust {
  if (folder === undefined) {
    warn('no --trust DIR: the signature of the card cannot be checked')
    return { authorities: [], revocations: [] }
  }
  let trust: ChipTrust
  try {
    if (!statSync(folder).isDirectory()) throw new WrongArguments(`--trust ${folder}: is no folder`)
    trust = readChipTrust(folder)
  } catch (fault) {
    if (fault instanceof WrongArguments) throw fault
    const { code, message } = fault as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'is not there' : code === 'EACCES' ? 'cannot be read by this user' : message
    throw new WrongArguments(`--trust ${folder}: ${why}`)
  }
  const unreadable = (parse: (der: Uint8Array, where: string) => unknown) => (der: Uint8Array) => {
    try {
      parse(der, 'trust')
      return false
    } catch (fault) {
      if (!(fault instanceof ChipFault)) throw fault
      return true
    }
  }
  const bad = trust.authorities.filter(unreadable(readCertificate)).length
  const badLists = trust.revocations.filter(unreadable(readRevocationList)).length
  const good = trust.authorities.length - bad
  if (bad > 0) warn(`--trust ${folder}: ${bad} of ${trust.authorities.length} certificates cannot be read`)
  if (badLists > 0)
    warn(`--trust ${folder}: ${badLists} of ${trust.revocations.length} revocation lists cannot be read`)
  if (good === 0)
    warn(`--trust ${folder}: no issuer's certificate (*.cer, *.crt, *.der, *.pem): the signature cannot be checked`)
  return trust
}
