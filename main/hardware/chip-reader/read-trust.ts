import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ChipTrust } from './chip-reader.ts'

const LARGEST = 1_000_000
const MOST_FILES = 2_000

/** DER of a file that may be PEM, and may then hold several. */
function derOf(content: Buffer, label: string): Uint8Array<ArrayBuffer>[] {
  const text = content.toString('latin1')
  if (!text.includes('-----BEGIN')) return [new Uint8Array(content)]
  const blocks = text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'))
  return [...blocks].map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')))
}

/**
 * The office's trust store: a folder with the certificates of document issuers (CSCA; *.cer, *.crt, *.der, *.pem) and their lists of revoked
 * signers (*.crl). A folder that is not there trusts nobody. What a file holds is judged where it is used.
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
    if (kind === '.crl') revocations.push(...derOf(content, 'X509 CRL'))
    else authorities.push(...derOf(content, 'CERTIFICATE'))
  }
  return { authorities, revocations }
}
