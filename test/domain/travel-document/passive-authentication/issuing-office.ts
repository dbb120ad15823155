import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { HashName } from '../../../../domain/travel-document/chip/chip-cryptography.ts'
import { writeInteger, writeObjectIdentifier, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { nodeChipCryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'

/** Options of `openssl genpkey`: the key's algorithm and what it needs. */
export interface KeyKind {
  readonly name: string
  readonly generate: readonly string[]
  readonly sign?: readonly string[]
}

export const RSA: KeyKind = { name: 'RSA', generate: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] }
export const RSA_PSS: KeyKind = {
  name: 'RSA-PSS',
  generate: RSA.generate,
  sign: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
}

export function ecKey(curve: string, isExplicit = false): KeyKind {
  const encoding = isExplicit ? ['-pkeyopt', 'ec_param_enc:explicit'] : []
  return {
    name: isExplicit ? `${curve} with explicit parameters` : curve,
    generate: ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, ...encoding],
  }
}

const HASH_NAMES: Readonly<Record<string, string>> = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}

/** LDS security object of version 0 or 1, ICAO 9303-10 4.6.2. */
export function ldsSecurityObject(groups: Readonly<Record<number, Uint8Array>>, hash: HashName, version: 0 | 1) {
  const entries = Object.entries(groups).map(([number, bytes]) =>
    writeTlv(0x30, writeInteger(Number(number)), writeTlv(0x04, nodeChipCryptography.hash(hash, bytes))),
  )
  const text = (value: string) => writeTlv(0x13, new TextEncoder().encode(value))
  return writeTlv(
    0x30,
    writeInteger(version),
    writeTlv(0x30, writeObjectIdentifier(HASH_NAMES[hash] ?? '')),
    writeTlv(0x30, ...entries),
    ...(version === 1 ? [writeTlv(0x30, text('0108'), text('040000'))] : []),
  )
}

/** A country's office in a folder of its own, played by OpenSSL, which knows nothing of our code. */
export class IssuingOffice {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'issuing-office-'))

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #at(name: string): string {
    return path.join(this.#folder, name)
  }

  openssl(...args: readonly string[]): Buffer {
    return execFileSync('openssl', [...args], { cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  #der(name: string): Uint8Array {
    return new Uint8Array(this.openssl('x509', '-in', name, '-outform', 'DER'))
  }

  /** Country signing authority; gives its certificate as DER. */
  authority(name: string, kind: KeyKind, subject = '/C=VN/O=Test/CN=CSCA Test'): Uint8Array {
    this.openssl('genpkey', ...kind.generate, '-out', `${name}.key`)
    const sign = kind.sign ?? []
    this.openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      subject,
      '-sha256',
      ...sign,
      '-days',
      '3650',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    )
    return this.#der(`${name}.pem`)
  }

  /** Another certificate of an authority's key: the same name, coded as PrintableString where OpenSSL's own choice is UTF8String. */
  authorityInPrintable(name: string, of: string, subject = '/C=VN/O=Test/CN=CSCA Test'): Uint8Array {
    writeFileSync(this.#at('mask.cnf'), '[req]\nstring_mask = default\ndistinguished_name = d\n[d]\n')
    this.openssl('pkey', '-in', `${of}.key`, '-out', `${name}.key`)
    const usage = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign']
    const request = ['req', '-x509', '-new', '-config', 'mask.cnf', '-key', `${name}.key`, '-out', `${name}.pem`]
    this.openssl(...request, '-subj', subject, '-sha256', '-days', '3650', ...usage)
    return this.#der(`${name}.pem`)
  }

  /** Document signer issued by an authority; dates as OpenSSL writes them (`20200101000000Z`). */
  signer(
    name: string,
    authority: string,
    kind: KeyKind,
    options: { from?: string; until?: string; extensions?: string; authorityKind?: KeyKind } = {},
  ): Uint8Array {
    this.openssl('genpkey', ...kind.generate, '-out', `${name}.key`)
    this.openssl('req', '-new', '-key', `${name}.key`, '-out', `${name}.csr`, '-subj', `/C=VN/O=Test/CN=DS ${name}`)
    writeFileSync(
      this.#at('ca.cnf'),
      [
        '[ca]',
        'default_ca = c',
        '[c]',
        'database = index.txt',
        'new_certs_dir = .',
        'rand_serial = yes',
        'default_md = sha256',
        'default_crl_days = 30',
        'policy = p',
        'unique_subject = no',
        '[p]',
        'C = match',
        'O = optional',
        'CN = supplied',
        '[e]',
        options.extensions ??
          'keyUsage = critical,digitalSignature\nauthorityKeyIdentifier = keyid\nsubjectKeyIdentifier = hash',
        '',
      ].join('\n'),
    )
    writeFileSync(this.#at('index.txt'), '', { flag: 'a' })
    const dates = [
      ...(options.from === undefined ? [] : ['-startdate', options.from]),
      '-enddate',
      options.until ?? '20451231000000Z',
    ]
    this.openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      'ca.cnf',
      '-extensions',
      'e',
      '-cert',
      `${authority}.pem`,
      '-keyfile',
      `${authority}.key`,
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      ...dates,
      ...(options.authorityKind?.sign ?? []),
    )
    return this.#der(`${name}.pem`)
  }

  revoke(name: string, authority: string): void {
    this.openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-cert',
      `${authority}.pem`,
      '-keyfile',
      `${authority}.key`,
      '-revoke',
      `${name}.pem`,
    )
  }

  revocationList(authority: string, until = '20451231000000Z'): Uint8Array {
    this.openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-gencrl',
      '-cert',
      `${authority}.pem`,
      '-keyfile',
      `${authority}.key`,
      '-crl_nextupdate',
      until,
      '-out',
      'list.pem',
    )
    return new Uint8Array(this.openssl('crl', '-in', 'list.pem', '-outform', 'DER'))
  }

  /** EF.SOD around what is signed. */
  securityObject(
    signer: string,
    content: Uint8Array,
    options: { kind?: KeyKind; digest?: string; type?: string; more?: readonly string[] } = {},
  ): Uint8Array {
    writeFileSync(this.#at('content.bin'), content)
    const sign = (options.kind?.sign ?? []).map((word) => (word === '-sigopt' ? '-keyopt' : word))
    this.openssl(
      'cms',
      '-sign',
      '-binary',
      '-nodetach',
      '-in',
      'content.bin',
      '-signer',
      `${signer}.pem`,
      '-inkey',
      `${signer}.key`,
      ...sign,
      '-md',
      options.digest ?? 'sha256',
      '-econtent_type',
      options.type ?? '2.23.136.1.1.1',
      '-outform',
      'DER',
      '-out',
      'sod.cms',
      ...(options.more ?? []),
    )
    return writeTlv(0x77, new Uint8Array(readFileSync(this.#at('sod.cms'))))
  }
}
