import { sign, X509Certificate } from 'node:crypto'
import { DeviceError } from '../../../../main/hardware/device-error.ts'
import { type KnownDevice, readInfo } from '../../../../main/hardware/fingerprint/drivers/sbi/ask-info.ts'
import { readStatus } from '../../../../main/hardware/fingerprint/drivers/sbi/check-ready.ts'
import { nextCaptureHash, verifyJws } from '../../../../main/hardware/fingerprint/drivers/sbi/device-signature.ts'
import { readCapture } from '../../../../main/hardware/fingerprint/drivers/sbi/read-capture.ts'
import { readChunks } from '../../../../main/hardware/fingerprint/drivers/sbi/sbi-chunks.ts'
import { readHead } from '../../../../main/hardware/fingerprint/drivers/sbi/sbi-exchange.ts'
import { frameReader } from '../../../../main/hardware/fingerprint/drivers/sbi/sbi-stream.ts'
import { readPrintRecord, writePrintRecord } from '../../../../main/hardware/fingerprint/print-record.ts'
import { FrameFault, hostFrameReader, writeFrame } from '../../../../main/hardware/host/host-frame.ts'
import { FromHost } from '../../../../main/hardware/host/host-messages.ts'
import { PrintRecordUnreadable } from '../../../../native/fingerprint/print-header.ts'
import { type FuzzTarget, parserTarget } from '../../../fuzz/fuzz-target.ts'
import { makeFuzzSigner } from './fuzz-signer.ts'
import { jpeg2000Record } from './jpeg-2000-record.ts'

const NOW = Date.now()
const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
const { certificate, key, pem } = await makeFuzzSigner()
const roots = [new X509Certificate(pem)]
const trust = { device: roots, chip: roots }

/** Signs any bytes as a payload: what is behind the signature is reached, at the price of an Ed25519 signature. */
function signed(payload: Uint8Array): string {
  const head = Buffer.from(JSON.stringify({ alg: 'EdDSA', x5c: [certificate] })).toString('base64url')
  const body = `${head}.${Buffer.from(payload).toString('base64url')}`
  return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`
}

const stamp = new Date(NOW).toISOString()
const identity = encode(
  JSON.stringify({
    ...{ serialNo: 'F1', make: 'M', model: 'X', type: 'Finger', deviceSubType: 'Slap', dateTime: stamp },
  }),
)
const facts = {
  ...{ deviceId: '1', deviceStatus: 'Ready', certification: 'L0', serviceVersion: '0.9.5', deviceCode: 'F1' },
  ...{ callbackId: 'http://127.0.0.1:4501/', digitalId: signed(identity), env: 'Developer', purpose: 'Registration' },
  specVersion: ['0.9.5'],
}
const device: KnownDevice = {
  port: 4501,
  version: '0.9.5',
  specVersion: '0.9.5',
  info: facts,
  digitalId: { serialNo: 'F1', make: 'M', model: 'X', type: 'Finger', deviceSubType: 'Slap', dateTime: stamp },
  certificate: new X509Certificate(pem),
}
const record = writePrintRecord({ width: 8, height: 8, dpi: 500, grey: new Uint8Array(64).fill(90) }, 2, 60)
const fingers = ['right-index'] as const
const check = {
  ...{ device, trust, now: NOW },
  asked: {
    ...({ version: '0.9.5', info: facts, serialNo: 'F1', fingers, transactionId: 'fuzz', env: 'Developer' } as const),
    ...({ specVersion: '0.9.5', takesSingle: false } as const),
    timeoutMs: 1_000,
    request: { group: 'right-index', exceptions: [], requestedScore: 45, previousHash: '' } as const,
  },
}
const captureData = encode(
  JSON.stringify({
    ...{ digitalId: signed(identity), deviceCode: 'F1', bioType: 'Finger', bioSubType: 'Right IndexFinger' },
    ...{ purpose: 'Registration', env: 'Developer', transactionId: 'fuzz', timestamp: stamp, qualityScore: '60' },
    bioValue: Buffer.from(record).toString('base64url'),
  }),
)
const captureReply = (data: string, hash: string) =>
  encode(JSON.stringify({ biometrics: [{ specVersion: '0.9.5', data, hash, error: { errorCode: '0' } }] }))
/** A reply whose signature and hash are right whatever the payload is: the record inside is reached. */
function sealedReply(payload: Uint8Array): Uint8Array {
  const value = /"bioValue":"([^"]*)"/.exec(decode(payload))?.[1] ?? ''
  return captureReply(signed(payload), nextCaptureHash('', new Uint8Array(Buffer.from(value, 'base64url'))))
}
const infoReply = (deviceInfo: string) => encode(JSON.stringify([{ deviceInfo, error: { errorCode: '0' } }]))
const discovery = encode(JSON.stringify([{ ...facts, digitalId: '', error: { errorCode: '0', errorInfo: 'Success' } }]))

const target = (
  name: string,
  allowed: new (...args: never[]) => Error,
  seeds: readonly Uint8Array[],
  parse: (bytes: Uint8Array) => unknown,
): FuzzTarget => parserTarget(name, [allowed], seeds, parse)

const readIf = (understood: boolean) => (understood ? 'read' : 'refused')
const jpeg = Uint8Array.from([0xff, 0xd8, 1, 2, 3, 4, 0xff, 0xd9])
const frame = Buffer.concat([
  encode(`--BoundaryString\r\nContent-Type:image/jpeg\r\nContent-Length:${jpeg.length}\r\n\r\n`),
  jpeg,
  encode('\r\n'),
])

export const fuzzTargets: readonly FuzzTarget[] = [
  target('SBI head of an answer', RangeError, [encode('HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n[]')], (bytes) =>
    (readHead(Buffer.from(bytes))?.status ?? 0) > 0 ? 'read' : 'refused',
  ),
  target('SBI body in chunks', RangeError, [encode('5;a=b\r\n[{"a"\r\n4\r\n:1}]\r\n0\r\n\r\n')], (bytes) =>
    readIf(Buffer.isBuffer(readChunks(Buffer.from(bytes)))),
  ),
  target('SBI discovery', DeviceError, [discovery], (bytes) => readIf(readStatus(bytes, device) !== undefined)),
  target('SBI info', DeviceError, [infoReply(signed(encode(JSON.stringify(facts))))], (bytes) =>
    readIf(readInfo(bytes, 4501, trust, NOW).devices.length > 0),
  ),
  target('SBI info behind its signature', DeviceError, [encode(JSON.stringify(facts))], (bytes) =>
    readIf(readInfo(infoReply(signed(bytes)), 4501, trust, NOW).devices.length > 0),
  ),
  target('SBI signature (JWS)', DeviceError, [encode(signed(identity))], (bytes) =>
    readIf(verifyJws(decode(bytes), roots, NOW).ok),
  ),
  target('SBI capture reply', DeviceError, [sealedReply(captureData)], (bytes) => readCapture(bytes, check)),
  target('SBI capture behind its signature', DeviceError, [captureData], (bytes) =>
    readCapture(sealedReply(bytes), check),
  ),
  target('SBI preview (MJPEG)', RangeError, [Buffer.concat([frame, frame]), frame], (bytes) => {
    const reader = frameReader()
    const cut = Math.max(1, (bytes[0] ?? 1) % 90)
    let frames = 0
    for (let at = 0; at < bytes.length; at += cut) frames += reader.push(bytes.subarray(at, at + cut)).length
    return frames > 0 ? 'read' : 'refused'
  }),
  target(
    'print record (ISO/IEC 19794-4)',
    PrintRecordUnreadable,
    [record, await jpeg2000Record(64, 70)],
    readPrintRecord,
  ),
  target(
    'device host frames',
    FrameFault,
    [
      Buffer.from(
        writeFrame({ kind: 'reply', id: 3, body: { image: new Uint8Array(40), list: [1, 'a', null] } }, 10_000),
      ),
    ],
    (bytes) => {
      let understood = false
      for (const value of hostFrameReader(100_000).push(bytes)) understood = FromHost.safeParse(value).success
      return understood ? 'read' : 'refused'
    },
  ),
]
