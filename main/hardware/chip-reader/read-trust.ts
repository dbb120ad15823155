import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ChipTrust } from './chip-reader.ts'

const LARGEST = 1_000_000
const MOST_FILES = 2_000

/** DER of a file's blocks of this label; a file that is no PEM holds one of the kind its name says. */
function blocksOf(text: string, label: string): Uint8Array<ArrayBuffer>[] {
  const blocks = text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'))
  return [...blocks].map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')))
}

/**
 * The office's trust store: a folder with the certificates of document issuers (CSCA; *.cer, *.crt, *.der, *.pem) and their lists of revoked
 * signers (*.crl); a PEM file may hold both, whatever its name. A folder that is not there trusts nobody. What a file holds is judged where it is used.
 *
 * @throws where the folder or a file cannot be read, or is larger than any trust store
 */
export function readChipTrust(folder: string): ChipTrust {
  if (!existsSync(folder)) return { authorities: [], revocations: [] }
  const authorities: Uint8Array<ArrayBuffer>[] = []
  const revocations: Uint8Array<ArrayBuffer>[] = []
  const names = readdirSync(folder).sort()
  if (names.length > MOST_FILES) throw new Error(`${names.length} files in the trust store, ${MOST_FILES} are read`)
  for (const name of names) {
    const kind = path.extname(name).toLowerCase()
    if (!['.cer', '.crt', '.der', '.pem', '.crl'].includes(kind)) continue
    const content = readFileSync(path.join(folder, name))
    if (content.length > LARGEST) throw new Error(`${name}: ${content.length} bytes are no certificate`)
    const text = content.toString('latin1')
    const [certificates, lists] = [blocksOf(text, 'CERTIFICATE'), blocksOf(text, 'X509 CRL')]
    authorities.push(...certificates)
    revocations.push(...lists)
    if (certificates.length + lists.length > 0) continue
    // No block of either: one file in DER, or something else, which is told where it is used.
    if (kind === '.crl') revocations.push(new Uint8Array(content))
    else authorities.push(new Uint8Array(content))
  }
  return { authorities, revocations }
}
