import { concatBytes, fromAscii, fromHex, fromUint } from '../../../domain/travel-document/chip/byte-string.ts'
import { writeInteger, writeTlv } from '../../../domain/travel-document/chip/tlv-writing.ts'

/** Files of a made-up person's chip, written here byte by byte and not by what is under test. */

const utf8 = (text: string) => new TextEncoder().encode(text)

export const ZONE = [
  'IDVNM0900123450001090012345<<1',
  '9003152M3003150VNM<<<<<<<<<<<2',
  'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
]

/** Begin of a JPEG and of a JPEG 2000 file: enough to know them by. */
export const JPEG = fromHex('FFD8FFE000104A46494600010100000100010000FFD9')
export const JP2 = fromHex('0000000C6A5020200D0A870A00000014667479706A703220')

export const DG1 = writeTlv(0x61, writeTlv(0x5f1f, fromAscii(ZONE.join(''))))
export const EF_COM = writeTlv(
  0x60,
  writeTlv(0x5f01, fromAscii('0107')),
  writeTlv(0x5f36, fromAscii('040000')),
  writeTlv(0x5c, fromHex('61756D6E6F63')),
)
export const CARD_ACCESS = fromHex('31143012060A04007F0007020204020202010202010D')

/** ISO/IEC 19794-5 record of pictures, each with its feature points. */
export function faceRecord19794(pictures: readonly Uint8Array[], featurePoints = 0): Uint8Array {
  const blocks = pictures.map((picture) => {
    const length = 20 + featurePoints * 8 + 12 + picture.length
    return concatBytes(
      fromUint(length, 4),
      fromUint(featurePoints, 2),
      new Uint8Array(14 + featurePoints * 8),
      fromHex('0100'),
      fromUint(413, 2),
      fromUint(531, 2),
      fromHex('010200000000'),
      picture,
    )
  })
  const body = concatBytes(...blocks)
  return concatBytes(fromHex('4641430030313000'), fromUint(14 + body.length, 4), fromUint(pictures.length, 2), body)
}

/** ISO/IEC 39794-5 block of one picture, with or without the wrapper of the ICAO profile. */
export function faceRecord39794(picture: Uint8Array, isProfile = true): Uint8Array {
  const size = writeTlv(0xa7, writeTlv(0x80, fromUint(413, 2)), writeTlv(0x81, fromUint(531, 2)))
  const information = writeTlv(0xa1, writeTlv(0xa0, writeTlv(0x80, fromHex('02'))), size)
  const flat = writeTlv(0xa0, writeTlv(0x80, picture), information)
  const image = writeTlv(0xa1, writeTlv(0xa0, flat))
  const block = writeTlv(0x30, writeTlv(0x80, fromHex('00')), image)
  const version = writeTlv(0xa0, writeTlv(0x80, fromHex('03')), writeTlv(0x81, fromHex('07E3')))
  const data = writeTlv(0x65, version, writeTlv(0xa1, block))
  return isProfile ? writeTlv(0xa1, data) : data
}

/** DG2 of templates around biometric data blocks. */
export function faceFile(blocks: readonly Uint8Array[], tag = 0x5f2e): Uint8Array {
  const header = writeTlv(
    0xa1,
    writeTlv(0x80, fromHex('0101')),
    writeTlv(0x87, fromHex('0101')),
    writeTlv(0x88, fromHex('0008')),
  )
  const templates = blocks.map((block) => writeTlv(0x7f60, header, writeTlv(tag, block)))
  return writeTlv(0x75, writeTlv(0x7f61, writeInteger(blocks.length), ...templates))
}

export const DG2 = faceFile([faceRecord19794([JPEG], 2)])

const field = (number: number, ...values: readonly Uint8Array[]) => writeTlv(0x30, writeInteger(number), ...values)
const text = (value: string) => writeTlv(0x0c, utf8(value))

export const RESIDENCE =
  `Số 12, ngõ 34, phố Hàng Bông, phường Hoàn Kiếm, thành phố Hà Nội, ${'đường rất dài '.repeat(8)}`.trim()

export const DG13 = writeTlv(
  0x6d,
  writeTlv(
    0x30,
    writeInteger(0),
    writeTlv(0x06, fromHex('2B0601')),
    writeTlv(
      0x31,
      field(1, text('001090012345')),
      field(2, text('Nguyễn Văn An')),
      field(3, text('15/03/1990')),
      field(4, text('Nam')),
      field(5, text('Việt Nam')),
      field(6, text('Kinh')),
      field(7, text('Không')),
      field(8, text('Hoàn Kiếm, Hà Nội')),
      field(9, text(RESIDENCE)),
      field(10, text('Nốt ruồi cách 1cm trên đuôi mắt trái')),
      field(11, text('20/04/2021')),
      field(12, text('15/03/2030')),
      field(13, writeTlv(0x30, writeTlv(0x80, utf8('Nguyễn Văn Bình')), writeTlv(0x81, utf8('Trần Thị Cúc')))),
      field(14, text('')),
      field(15, text('012345678')),
      field(16, writeTlv(0x04, fromHex('FFFE00'))),
      field(40, text('mai sau')),
    ),
  ),
)

export const DG11 = writeTlv(
  0x6b,
  writeTlv(0x5c, fromHex('5F0E5F0F5F105F2B5F115F42')),
  writeTlv(0x5f0e, utf8('NGUYEN<<VAN<AN')),
  writeTlv(0xa0, writeInteger(1), writeTlv(0x5f0f, utf8('AN<NHO'))),
  writeTlv(0x5f10, utf8('001090012345')),
  writeTlv(0x5f2b, fromHex('19900315')),
  writeTlv(0x5f11, utf8('HA NOI<VIET NAM')),
  writeTlv(0x5f42, utf8('12 HANG BONG<HA NOI')),
  writeTlv(0x5f77, fromHex('00FF')),
)

export const DG12 = writeTlv(
  0x6c,
  writeTlv(0x5c, fromHex('5F195F26')),
  writeTlv(0x5f19, utf8('CUC CANH SAT')),
  writeTlv(0x5f26, utf8('20210420')),
  writeTlv(0x5f55, fromHex('FFFE')),
)
