import { concatBytes, fromUint } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'
import { chipFile } from './chip-file.ts'
import { type ChipSession, type ChipSteps, sendCommand, sendToSucceed } from './chip-session.ts'
import { type ChipVerdict, cannotBeChecked } from './chip-verdict.ts'
import { commandApdu } from './command-apdu.ts'
import { encodePoint, randomScalar } from './elliptic-curve.ts'
import { deriveSessionKeys } from './key-derivation.ts'
import { writeDynamicData } from './pace-steps.ts'
import { multipliedX, multiplyGenerator } from './point-multiplication.ts'
import { openSecureChannel } from './secure-messaging.ts'
import type { ChipAuthenticationInfo, ChipAuthenticationKey, SecurityInfos } from './security-infos.ts'
import { DONE, statusWords } from './status-word.ts'
import { objectIdentifierContent, writeTlv } from './tlv-writing.ts'

/**
 * Chip authentication version 1 over elliptic curves (xác thực chip), ICAO 9303-11 6.2: a new channel from the chip's own key, which a copy
 * does not have. It says something only where DG14 stands under the signature of the card. The session's channel is replaced; after
 * `invalid` there is none and the card must be put on again.
 */
export function* performChipAuthentication(session: ChipSession, infos: SecurityInfos): ChipSteps<ChipVerdict> {
  const choice = findChoice(infos)
  if (choice === undefined) return cannotBeChecked('DG14 offers no chip authentication we speak')
  const { info, cipher, key, keyId } = choice
  const { cryptography } = session
  const secret = randomScalar(key.curve, cryptography)
  const ephemeral = encodePoint(key.curve, multiplyGenerator(cryptography, key.curve, secret))
  const reference = keyId === undefined ? [] : [writeTlv(0x84, fromUint(keyId, keyId > 0xff ? 4 : 1))]
  if (cipher === '3DES') {
    const step = 'chip authentication: set key agreement template'
    const data = concatBytes(writeTlv(0x91, ephemeral), ...reference)
    const answer = yield* sendCommand(session, step, commandApdu(0x00, 0x22, 0x41, 0xa6, data))
    if (answer.statusWord !== DONE) return cannotBeChecked(`the card answers ${statusWords(answer.statusWord)}`)
  } else {
    const template = 'chip authentication: set authentication template'
    const protocol = concatBytes(writeTlv(0x80, objectIdentifierContent(info.objectIdentifier)), ...reference)
    const set = yield* sendCommand(session, template, commandApdu(0x00, 0x22, 0x41, 0xa4, protocol))
    if (set.statusWord !== DONE) return cannotBeChecked(`the card answers ${statusWords(set.statusWord)}`)
    const step = 'chip authentication: key agreement'
    const agreement = commandApdu(0x00, 0x86, 0x00, 0x00, writeDynamicData(0x80, ephemeral), 0x100)
    const agreed = yield* sendCommand(session, step, agreement)
    if (agreed.statusWord !== DONE) return cannotBeChecked(`the card answers ${statusWords(agreed.statusWord)}`)
  }
  const shared = multipliedX(cryptography, key.curve, secret, key.point)
  session.channel = openSecureChannel(cryptography, deriveSessionKeys(cryptography, shared, cipher))
  return yield* tryChannel(session)
}

/** The agreement itself proves nothing: the first answer under the new keys does. */
function* tryChannel(session: ChipSession): ChipSteps<ChipVerdict> {
  const file = chipFile('EF.COM')
  const select = commandApdu(0x00, 0xa4, 0x02, 0x0c, fromUint(file.id, 2))
  try {
    yield* sendToSucceed(session, 'chip authentication: first command of the new channel', select)
    return { verdict: 'valid' }
  } catch (fault) {
    if (!(fault instanceof ChipFault)) throw fault
    // Refused under a right check value: the card has the key, and no such file.
    if (fault.failure === 'refused') return { verdict: 'valid' }
    if (fault.failure !== 'secure-messaging-lost') throw fault
    session.channel = undefined
    return { verdict: 'invalid', detail: fault.message }
  }
}

function findChoice(infos: SecurityInfos) {
  for (const info of infos.chipAuthentication.toSorted((one, other) => strength(other) - strength(one))) {
    if (info.cipher === undefined || info.version !== 1) continue
    const found = infos.chipAuthenticationKeys.find((one) => fits(info, one))
    if (found?.key.kind === 'ec') return { info, cipher: info.cipher, key: found.key, keyId: info.keyId }
  }
  return undefined
}

/** By key number; one key without number serves all. */
function fits(info: ChipAuthenticationInfo, { key, keyId }: ChipAuthenticationKey): boolean {
  return key.kind === 'ec' && (keyId === info.keyId || keyId === undefined)
}

function strength({ cipher }: ChipAuthenticationInfo): number {
  return cipher === undefined || cipher === '3DES' ? 112 : Number(cipher.slice(4))
}
