import type { HashName, SignatureScheme } from './chip-cryptography.ts'
import { type ChipSession, type ChipSteps, sendCommand } from './chip-session.ts'
import { type ChipVerdict, cannotBeChecked } from './chip-verdict.ts'
import { commandApdu } from './command-apdu.ts'
import { shortRead } from './read-chip-file.ts'
import { verifiesRecoverable } from './recoverable-signature.ts'
import { DONE, statusWords } from './status-word.ts'
import type { SubjectPublicKey } from './subject-public-key.ts'

/**
 * Active authentication (xác thực chủ động), ICAO 9303-11 6.1: the chip signs a challenge of eight bytes with a key it never gives out. It
 * says something only where the key (DG15) stands under the signature of the card.
 *
 * @param key of DG15
 * @param scheme of DG14 (ActiveAuthenticationInfo) for ECDSA; without it the hash is the one that fits the curve
 */
export function* performActiveAuthentication(
  session: ChipSession,
  key: SubjectPublicKey,
  scheme: SignatureScheme | undefined,
): ChipSteps<ChipVerdict> {
  if (key.kind === 'other') return cannotBeChecked(`key of algorithm ${key.algorithm}`)
  const { cryptography } = session
  const challenge = cryptography.random(8)
  // A signature of 2048 bits does not fit a short answer under secure messaging: such cards take extended length.
  const isLong = key.kind === 'rsa' && key.modulusBits / 8 > shortRead(session)
  const expected = isLong ? 0x10000 : 0x100
  const step = 'active authentication: internal authenticate'
  const answer = yield* sendCommand(session, step, commandApdu(0x00, 0x88, 0x00, 0x00, challenge, expected))
  if (answer.statusWord !== DONE) return cannotBeChecked(`the card answers ${statusWords(answer.statusWord)}`)
  const signature = answer.data
  if (key.kind === 'rsa') {
    const opened = cryptography.recoverRsa(key.subjectPublicKeyInfo, signature)
    const isRight = opened !== undefined && verifiesRecoverable(cryptography, opened, key.modulus, challenge)
    return isRight ? { verdict: 'valid' } : wrong(signature)
  }
  const used = scheme ?? { kind: 'ecdsa', hash: hashFor(key.curve.fieldLength), encoding: 'plain' }
  if (used.kind !== 'ecdsa') return cannotBeChecked('DG14 names an algorithm that is not of the key of DG15')
  // The standard has r and s side by side (BSI TR-03111 5.2.1); some chips send them as a SEQUENCE. Either proves the key.
  for (const encoding of ['plain', 'der'] as const) {
    const outcome = cryptography.verify({ ...used, encoding }, key.subjectPublicKeyInfo, challenge, signature)
    if (outcome === 'unusable-key') return cannotBeChecked(`key on ${key.curve.name}`)
    if (outcome) return { verdict: 'valid' }
  }
  return wrong(signature)
}

function wrong(signature: Uint8Array): ChipVerdict {
  return { verdict: 'invalid', detail: `the signature of ${signature.length} bytes is not of the key of DG15` }
}

function hashFor(fieldLength: number): HashName {
  if (fieldLength <= 28) return 'SHA-224'
  if (fieldLength <= 32) return 'SHA-256'
  return fieldLength <= 48 ? 'SHA-384' : 'SHA-512'
}
