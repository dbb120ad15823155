import { concatBytes, sameBytes, xorBytes } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'
import { type ChipSession, type ChipSteps, refusal, sendCommand, sendToSucceed } from './chip-session.ts'
import { commandApdu } from './command-apdu.ts'
import { deriveSessionKeys, type SessionKeys } from './key-derivation.ts'
import { checkValue } from './message-authentication.ts'
import { openSecureChannel } from './secure-messaging.ts'
import { DONE } from './status-word.ts'

const ZEROS = new Uint8Array(8)

/** Document basic access keys KEnc and KMac: from the first 16 bytes of SHA-1 of the MRZ information. ICAO 9303-11 4.3.2, 9.7.2. */
export function basicAccessKeys(cryptography: ChipCryptography, password: Uint8Array): SessionKeys {
  return deriveSessionKeys(cryptography, password.subarray(0, 16), '3DES')
}

/** E ‖ M over the plain text of one side: cmd_data and resp_data of ICAO 9303-11 4.3.3. */
export function sealTriple(cryptography: ChipCryptography, keys: SessionKeys, ...plain: readonly Uint8Array[]) {
  const enciphered = cryptography.encrypt('3DES', keys.encryption, ZEROS, concatBytes(...plain))
  return concatBytes(enciphered, checkValue(cryptography, '3DES', keys.mac, enciphered))
}

/** The 32 bytes (two nonces, one key) in E ‖ M; undefined where length or check value are wrong. */
export function findTriple(cryptography: ChipCryptography, keys: SessionKeys, sealed: Uint8Array) {
  const enciphered = sealed.subarray(0, 32)
  const check = sealed.subarray(32)
  if (sealed.length !== 40 || !sameBytes(check, checkValue(cryptography, '3DES', keys.mac, enciphered)))
    return undefined
  const plain = cryptography.decrypt('3DES', keys.encryption, ZEROS, enciphered)
  return { first: plain.subarray(0, 8), second: plain.subarray(8, 16), key: plain.subarray(16) }
}

/** Session keys and the counter both sides begin with: ICAO 9303-11 4.3.3 and 9.8.6.3. */
export function basicAccessSession(
  cryptography: ChipCryptography,
  secrets: { readonly terminal: Uint8Array; readonly chip: Uint8Array },
  nonces: { readonly terminal: Uint8Array; readonly chip: Uint8Array },
): { readonly keys: SessionKeys; readonly counter: Uint8Array } {
  return {
    keys: deriveSessionKeys(cryptography, xorBytes(secrets.terminal, secrets.chip), '3DES'),
    counter: concatBytes(nonces.chip.subarray(4), nonces.terminal.subarray(4)),
  }
}

/**
 * Basic access control (BAC), ICAO 9303-11 4.3: opens the channel of the session. The eMRTD application is selected before.
 *
 * @param password `passwordOf` an MRZ key
 * @throws {ChipFault} `wrong-access-key` where the card does not accept the keys, `not-authentic` where the card does not prove to hold them
 */
export function* performBasicAccess(session: ChipSession, password: Uint8Array): ChipSteps<void> {
  const { cryptography } = session
  const keys = basicAccessKeys(cryptography, password)
  const chipNonce = yield* sendToSucceed(
    session,
    'BAC: get challenge',
    commandApdu(0x00, 0x84, 0x00, 0x00, undefined, 8),
  )
  if (chipNonce.length !== 8)
    throw new ChipFault('malformed', 'BAC: get challenge', `challenge of ${chipNonce.length} bytes, 8 expected`)
  const terminalNonce = cryptography.random(8)
  const terminalSecret = cryptography.random(16)
  const step = 'BAC: external authenticate'
  const sealed = sealTriple(cryptography, keys, terminalNonce, chipNonce, terminalSecret)
  const answer = yield* sendCommand(session, step, commandApdu(0x00, 0x82, 0x00, 0x00, sealed, 40))
  if (answer.statusWord !== DONE) {
    // Cards say the wrong key in many ways; 67XX and 6DXX/6EXX are no such way.
    const isOther = [0x67, 0x6d, 0x6e].includes(answer.statusWord >>> 8)
    if (isOther) throw refusal(step, answer.statusWord)
    const statusWord = answer.statusWord
    throw new ChipFault('wrong-access-key', step, refusal(step, statusWord).message.slice(step.length + 2), {
      statusWord,
    })
  }
  const opened = findTriple(cryptography, keys, answer.data)
  if (opened === undefined)
    throw new ChipFault('not-authentic', step, `the check value of the card's ${answer.data.length} bytes is wrong`)
  if (!sameBytes(opened.first, chipNonce) || !sameBytes(opened.second, terminalNonce))
    throw new ChipFault('not-authentic', step, 'the card answers with nonces of another exchange')
  const { keys: sessionKeys, counter } = basicAccessSession(
    cryptography,
    { terminal: terminalSecret, chip: opened.key },
    { terminal: terminalNonce, chip: chipNonce },
  )
  session.channel = openSecureChannel(cryptography, sessionKeys, counter)
}
