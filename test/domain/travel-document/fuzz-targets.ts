import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { parseCardQr } from '../../../domain/travel-document/card-qr.ts'
import { concatBytes, fromAscii, fromHex } from '../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import { chipFile } from '../../../domain/travel-document/chip/chip-file.ts'
import { CHIP_LIMITS, openChipSession } from '../../../domain/travel-document/chip/chip-session.ts'
import { decodeCommand } from '../../../domain/travel-document/chip/command-apdu.ts'
import { readPaceSelection } from '../../../domain/travel-document/chip/pace-card.ts'
import { findChipFile } from '../../../domain/travel-document/chip/read-chip-file.ts'
import { openSecureChannel } from '../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../domain/travel-document/chip/secure-messaging-card.ts'
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
import { parseMrz } from '../../../domain/travel-document/mrz.ts'
import { readCertificate } from '../../../domain/travel-document/passive-authentication/certificate.ts'
import { withDefiniteLengths } from '../../../domain/travel-document/passive-authentication/definite-lengths.ts'
import { comparableName } from '../../../domain/travel-document/passive-authentication/distinguished-name.ts'
import { readListedGroups } from '../../../domain/travel-document/passive-authentication/lds-security-object.ts'
import { readRevocationList } from '../../../domain/travel-document/passive-authentication/revocation-list.ts'
import { readSecurityObject } from '../../../domain/travel-document/passive-authentication/security-object.ts'
import { nodeChipCryptography } from '../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import {
  CARD_ACCESS,
  DG1,
  DG2,
  DG11,
  DG12,
  DG13,
  EF_COM,
  faceFile,
  faceRecord39794,
  JPEG,
  ZONE,
} from './sample-files.ts'
import { CERTIFICATE, CHIP_KEY, CHIP_SECURITY, REVOCATION_LIST, SECURITY_OBJECT } from './sample-signed-files.ts'

/** One parser of bytes from outside. `run` comes back for any bytes at all; what it throws is a bug. */
export interface FuzzTarget {
  readonly name: string
  run(bytes: Uint8Array): void
  /** Good inputs to start from: changed ones reach further than chance does. */
  readonly seeds: readonly Uint8Array[]
}

const TODAY = plainDate('2026-11-26')
const KEYS = { cipher: 'AES-128', encryption: new Uint8Array(16), mac: new Uint8Array(16) } as const
const LIMITS = { ...CHIP_LIMITS, mostCommands: 40, mostBytes: 20_000 }

/** The parsers of chips throw one kind of fault, and nothing else. */
function chipTarget(name: string, parse: (bytes: Uint8Array) => unknown, ...seeds: readonly Uint8Array[]): FuzzTarget {
  return {
    name,
    seeds,
    run(bytes) {
      try {
        parse(bytes)
      } catch (fault) {
        if (!(fault instanceof ChipFault)) throw fault
      }
    },
  }
}

/** Answers of a card, each behind its length of one byte, fed to a read. */
function readFrom(bytes: Uint8Array): void {
  const steps = findChipFile(openChipSession(nodeChipCryptography, LIMITS), chipFile('DG2'))
  let turn = steps.next()
  for (let at = 0; turn.done !== true && at < bytes.length; ) {
    const length = bytes[at] ?? 0
    turn = steps.next(bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
}

function openAnswer(bytes: Uint8Array): void {
  const data = bytes.subarray(2)
  const statusWord = (bytes[0] ?? 0) * 0x100 + (bytes[1] ?? 0)
  openSecureChannel(nodeChipCryptography, KEYS).open({ data, statusWord }, 'fuzz')
}

/** A number of more than nine places, a card of the middle size, a passport. ICAO 9303-4 to -6. */
const OTHER_ZONES = [
  'I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<',
  'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6',
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
const zoneFile = (zone: string) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(zone)))

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
const utf8 = (text: string) => new TextEncoder().encode(text)

export const fuzzTargets: readonly FuzzTarget[] = [
  chipTarget('TLV level', (bytes) => readTlvs(bytes, 'fuzz'), DG13, EF_COM),
  chipTarget('TLV tree', (bytes) => checkTlvTree(bytes, 'fuzz'), DG13, SECURITY_OBJECT),
  chipTarget(
    'command APDU',
    (bytes) => decodeCommand(bytes),
    fromHex('0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800'),
  ),
  chipTarget('answers of a card', readFrom, concatBytes(fromHex('029000 06'), DG2.subarray(0, 4), fromHex('9000'))),
  chipTarget(
    'secure messaging, terminal',
    openAnswer,
    fromHex('90008709019FF0EC34F9922651990290008E08AD55CC17140B2DED'),
  ),
  chipTarget(
    'secure messaging, card',
    (bytes) => openCardChannel(nodeChipCryptography, KEYS).open(decodeCommand(bytes)),
    fromHex('0CB000000D9701048E08ED6705417E96BA5500'),
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
  chipTarget('DG1', (bytes) => readChipMrz(bytes, TODAY), DG1, ...OTHER_ZONES.map(zoneFile)),
  chipTarget('DG2', readFaceImages, DG2, faceFile([faceRecord39794(JPEG)], 0x7f2e)),
  chipTarget('DG11', readPersonalDetails, DG11),
  chipTarget('DG12', readDocumentDetails, DG12),
  chipTarget('DG13', readVietnameseDetails, DG13),
  chipTarget('DG14', readChipSecurity, CHIP_SECURITY),
  chipTarget('DG15', readActiveAuthenticationKey, CHIP_KEY),
  { name: 'machine-readable zone', run: (bytes) => void parseMrz(latin(bytes), TODAY), seeds: [utf8(ZONE.join('\n'))] },
  {
    name: 'QR code of a card',
    run: (bytes) => void parseCardQr(new TextDecoder().decode(bytes)),
    seeds: [utf8('001090012345|012345678|Nguyễn Văn An|15031990|Nam|12 Hàng Bông, Hoàn Kiếm, Hà Nội|20042021')],
  },
]
