import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { concatBytes, fromAscii, fromHex } from '../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import { chipFile } from '../../../domain/travel-document/chip/chip-file.ts'
import { CHIP_LIMITS, openChipSession } from '../../../domain/travel-document/chip/chip-session.ts'
import { commandApdu, decodeCommand, encodeCommand } from '../../../domain/travel-document/chip/command-apdu.ts'
import type { SessionKeys } from '../../../domain/travel-document/chip/key-derivation.ts'
import { readPaceSelection } from '../../../domain/travel-document/chip/pace-card.ts'
import { findChipFile } from '../../../domain/travel-document/chip/read-chip-file.ts'
import { openSecureChannel } from '../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../domain/travel-document/chip/secure-messaging-card.ts'
import {
  authenticatedHeader,
  CHECK_VALUE,
  channelCipher,
} from '../../../domain/travel-document/chip/secure-messaging-objects.ts'
import { readSecurityInfos } from '../../../domain/travel-document/chip/security-infos.ts'
import { checkTlvTree, readTlvs } from '../../../domain/travel-document/chip/tlv.ts'
import { writeTlv } from '../../../domain/travel-document/chip/tlv-writing.ts'
import { readCommonData } from '../../../domain/travel-document/data-group/common-data.ts'
import { readDocumentDetails } from '../../../domain/travel-document/data-group/document-details.ts'
import { readFaceImages } from '../../../domain/travel-document/data-group/face-image.ts'
import { readActiveAuthenticationKey, readChipSecurity } from '../../../domain/travel-document/data-group/key-groups.ts'
import { readChipMrz } from '../../../domain/travel-document/data-group/machine-readable-zone.ts'
import { readPersonalDetails } from '../../../domain/travel-document/data-group/personal-details.ts'
import { readVietnameseDetails } from '../../../domain/travel-document/data-group/vietnamese-details.ts'
import { readCertificate } from '../../../domain/travel-document/passive-authentication/certificate.ts'
import { withDefiniteLengths } from '../../../domain/travel-document/passive-authentication/definite-lengths.ts'
import { comparableName } from '../../../domain/travel-document/passive-authentication/distinguished-name.ts'
import { readListedGroups } from '../../../domain/travel-document/passive-authentication/lds-security-object.ts'
import { readRevocationList } from '../../../domain/travel-document/passive-authentication/revocation-list.ts'
import { readSecurityObject } from '../../../domain/travel-document/passive-authentication/security-object.ts'
import { nodeChipCryptography } from '../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { type FuzzReading, type FuzzTarget, parserTarget } from '../../fuzz/fuzz-target.ts'
import { CARD_ACCESS, DG1, DG2, DG11, DG12, DG13, EF_COM, faceFile, faceRecord39794, JPEG } from './sample-files.ts'
import { CERTIFICATE, CHIP_KEY, CHIP_SECURITY, REVOCATION_LIST, SECURITY_OBJECT } from './sample-signed-files.ts'

const TODAY = plainDate('2026-11-26')
const KEYS = { cipher: 'AES-128', encryption: new Uint8Array(16), mac: new Uint8Array(16) } as const
/** DG1 of a passport: ICAO 9303-4 appendix B. */
const PASSPORT = writeTlv(
  0x61,
  writeTlv(
    0x5f1f,
    fromAscii('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'),
  ),
)
const LIMITS = { ...CHIP_LIMITS, mostCommands: 40, mostBytes: 20_000 }

/** The parsers of chips throw one kind of fault, and nothing else. */
const chipTarget = (name: string, parse: (bytes: Uint8Array) => unknown, ...seeds: readonly Uint8Array[]): FuzzTarget =>
  parserTarget(name, [ChipFault], seeds, parse)

/** Answers of a card, each behind its length of one byte, fed to a read. */
function readFrom(bytes: Uint8Array): FuzzReading {
  const steps = findChipFile(openChipSession(nodeChipCryptography, LIMITS), chipFile('DG2'))
  let turn = steps.next()
  for (let at = 0; turn.done !== true && at < bytes.length; ) {
    const length = bytes[at] ?? 0
    turn = steps.next(bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
  return turn.done === true ? 'read' : 'refused'
}

const apdu = (bytes: Uint8Array) => ({
  data: bytes.subarray(2),
  statusWord: (bytes[0] ?? 0) * 0x100 + (bytes[1] ?? 0),
})
const openAnswer = (keys: SessionKeys, bytes: Uint8Array) =>
  openSecureChannel(nodeChipCryptography, keys).open(apdu(bytes), 'fuzz')

/** An answer whose check value is right whatever its objects are: what lies behind the check is reached. */
function sealedAnswer(keys: SessionKeys, bytes: Uint8Array): Uint8Array {
  const channel = channelCipher(nodeChipCryptography, keys)
  channel.countOn()
  const objects = bytes.subarray(2)
  return concatBytes(bytes, writeTlv(CHECK_VALUE, channel.checkValue(objects)))
}

/** A command whose check value is right: four bytes of header, then objects. */
function openSealedCommand(bytes: Uint8Array): unknown {
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = bytes
  const channel = channelCipher(nodeChipCryptography, KEYS)
  channel.countOn()
  const objects = bytes.subarray(4, 4_000)
  const header = authenticatedHeader({ cla: cla | 0x0c, ins, p1, p2 }, channel.blockLength)
  const data = concatBytes(objects, writeTlv(CHECK_VALUE, channel.checkValue(header, objects)))
  return openCardChannel(nodeChipCryptography, KEYS).open(commandApdu(cla | 0x0c, ins, p1, p2, data, 0x10000))
}

/** What our own other end makes of an answer and of a command. */
function protectedAnswer(keys: SessionKeys): Uint8Array {
  const { data } = openCardChannel(nodeChipCryptography, keys).protect({ data: EF_COM, statusWord: 0x9000 })
  return concatBytes(fromHex('9000'), data)
}
const protectedCommand = () =>
  encodeCommand(
    openSecureChannel(nodeChipCryptography, KEYS).protect(commandApdu(0, 0xa4, 2, 0x0c, fromHex('011E'), 0x100)),
  )
/** Without object 8E of ten bytes, which the target makes itself. */
const unsealed = (bytes: Uint8Array) => bytes.subarray(0, -10)

/** A number of more than nine places, a card of the middle size, a passport. ICAO 9303-4 to -6. */
const OTHER_ZONES = [
  'I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<',
  'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6',
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
const zoneFile = (zone: string) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(zone)))

export const fuzzTargets: readonly FuzzTarget[] = [
  chipTarget('TLV level', (bytes) => readTlvs(bytes, 'fuzz'), DG13, EF_COM),
  chipTarget('TLV tree', (bytes) => checkTlvTree(bytes, 'fuzz'), DG13, SECURITY_OBJECT),
  chipTarget(
    'command APDU',
    (bytes) => decodeCommand(bytes),
    fromHex('0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800'),
  ),
  chipTarget(
    'answers of a card',
    readFrom,
    concatBytes(fromHex('029000'), Uint8Array.of(DG2.length + 2), DG2, fromHex('9000')),
  ),
  ...[
    KEYS,
    { cipher: '3DES', encryption: new Uint8Array(16).fill(7), mac: new Uint8Array(16).fill(9) } as const,
  ].flatMap((keys) => [
    chipTarget(`secure messaging, terminal, ${keys.cipher}`, (bytes) => openAnswer(keys, bytes), protectedAnswer(keys)),
    chipTarget(
      `secure messaging, terminal, ${keys.cipher}, behind the check value`,
      (bytes) => openAnswer(keys, sealedAnswer(keys, bytes)),
      unsealed(protectedAnswer(keys)),
    ),
  ]),
  chipTarget(
    'secure messaging, card',
    (bytes) => openCardChannel(nodeChipCryptography, KEYS).open(decodeCommand(bytes)),
    protectedCommand(),
  ),
  chipTarget(
    'secure messaging, card, behind the check value',
    openSealedCommand,
    // READ BINARY of 16 bytes: object 97 alone.
    fromHex('0CB00000970110'),
  ),
  chipTarget('PACE selection', (bytes) => readPaceSelection(bytes), fromHex('800A04007F0007020204020283010284010D')),
  chipTarget('EF.CardAccess', (bytes) => readSecurityInfos(bytes, 'EF.CardAccess'), CARD_ACCESS),
  chipTarget('EF.COM', readCommonData, EF_COM),
  chipTarget('EF.SOD', readSecurityObject, SECURITY_OBJECT),
  chipTarget(
    'open lengths',
    (bytes) => withDefiniteLengths(bytes, 'fuzz'),
    fromHex('3080 0603550403 A080 2480 0401AA 0402BBCC 0000 0000 BF1F80 0500 0000 0000'),
    SECURITY_OBJECT,
  ),
  chipTarget(
    'name',
    (bytes) => comparableName(bytes, 'fuzz'),
    fromHex('3022 310B3009060355040613025654 3113 3011 0603550403 1E0A 00540065007300740020'),
    fromHex('3013 3111 300F 0603550403 1C08 0000005400000065'),
  ),
  chipTarget('groups of EF.SOD', readListedGroups, SECURITY_OBJECT),
  chipTarget('certificate', (bytes) => readCertificate(bytes, 'certificate'), CERTIFICATE),
  chipTarget('revocation list', (bytes) => readRevocationList(bytes), REVOCATION_LIST),
  chipTarget('DG1', (bytes) => readChipMrz(bytes, TODAY), DG1, PASSPORT, ...OTHER_ZONES.map(zoneFile)),
  chipTarget('DG2', readFaceImages, DG2, faceFile([faceRecord39794(JPEG)], 0x7f2e)),
  chipTarget('DG11', readPersonalDetails, DG11),
  chipTarget('DG12', readDocumentDetails, DG12),
  chipTarget('DG13', readVietnameseDetails, DG13),
  chipTarget('DG14', readChipSecurity, CHIP_SECURITY),
  chipTarget('DG15', readActiveAuthenticationKey, CHIP_KEY),
]
