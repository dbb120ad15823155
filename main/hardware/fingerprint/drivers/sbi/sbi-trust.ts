import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type VerifiedJws, verifyJws } from './device-signature.ts'

/** Whom we believe: makers' authorities that certify devices, and those that certify the secure chips in them. */
export interface SbiTrust {
  readonly device: readonly X509Certificate[]
  readonly chip: readonly X509Certificate[]
}

/** PEM files; read at each sweep, because they may come after the start. */
export interface TrustFiles {
  readonly trustFile: string
  /** Authorities of secure chips (FTM), for devices of level L1; without it those of the devices serve for both. */
  readonly chipTrustFile?: string | undefined
}

function readRoots(file: string): X509Certificate[] {
  if (!existsSync(file)) return []
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

export function readTrust(files: TrustFiles): SbiTrust {
  const device = readRoots(files.trustFile)
  return { device, chip: files.chipTrustFile === undefined ? device : readRoots(files.chipTrustFile) }
}

/**
 * Checks a digitalId by the device's level: L1 is signed by the chip's key, L0 by the device's own, the one that signed the message
 * around it. Source: SBI 0.9.5, digital id.
 */
export function verifyIdentity(
  digitalId: string,
  level: string | undefined,
  signer: X509Certificate,
  trust: SbiTrust,
  now: number,
): VerifiedJws {
  if (level === 'L1') return verifyJws(digitalId, trust.chip, now)
  const verified = verifyJws(digitalId, trust.device, now)
  if (verified.ok && verified.certificate.fingerprint256 !== signer.fingerprint256)
    return { ok: false, fault: 'not-trusted' }
  return verified
}
