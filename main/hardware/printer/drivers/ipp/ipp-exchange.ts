import { type ClientRequest, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { TLSSocket } from 'node:tls'
import { DeviceError } from '../../../device-error.ts'
import { decodeIpp, IppMalformed, MOST_IPP_BYTES } from './decode-ipp.ts'
import { encodeIpp } from './encode-ipp.ts'
import { groupTag, type IppAttribute, type IppMessage } from './ipp-message.ts'
import type { IppTarget } from './ipp-target.ts'
import { attribute } from './read-attributes.ts'

export interface IppQuestion {
  readonly operation: number
  /** After charset, language and printer-uri, which every request begins with (RFC 8011 §4.1.4). */
  readonly operationAttributes?: readonly IppAttribute[]
  readonly jobAttributes?: readonly IppAttribute[]
  readonly document?: Uint8Array
}

let lastRequestId = 0

function requestOf(target: IppTarget, question: IppQuestion): Buffer {
  lastRequestId = (lastRequestId % 0x7fff_fffe) + 1
  const head = encodeIpp({
    version: [2, 0],
    code: question.operation,
    requestId: lastRequestId,
    groups: [
      {
        tag: groupTag.operation,
        attributes: [
          attribute.charset('attributes-charset', 'utf-8'),
          attribute.language('attributes-natural-language', 'vi'),
          attribute.uri('printer-uri', target.printerUri),
          ...(question.operationAttributes ?? []),
        ],
      },
      ...(question.jobAttributes?.length ? [{ tag: groupTag.job, attributes: question.jobAttributes }] : []),
    ],
  })
  return question.document ? Buffer.concat([head, question.document]) : head
}

const CERTIFICATE_TROUBLE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/

/** What the failure means for the paper: before a connection stood, nothing was sent ('unreachable'); after it, nobody knows ('interrupted'). */
function failureOf(cause: unknown, connected: boolean, step: string): DeviceError {
  if (cause instanceof DeviceError) return cause
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (!connected && CERTIFICATE_TROUBLE.test(code)) return new DeviceError('not-trusted', step, 'printer', { cause })
  return new DeviceError(connected ? 'interrupted' : 'unreachable', step, 'printer', { cause })
}

const refusedStatuses: readonly number[] = [401, 403, 404, 405, 426]

function open(target: IppTarget, length: number): ClientRequest {
  const options = {
    method: 'POST',
    path: target.path,
    agent: false as const,
    headers: { 'content-type': 'application/ipp', 'content-length': length, accept: 'application/ipp' },
    ...('socket' in target.place
      ? { socketPath: target.place.socket, host: 'localhost' }
      : { host: target.place.host, port: target.place.port }),
  }
  if (!target.tls) return httpRequest(options)
  // With a pin the certificate itself is compared before anything is sent; who signed it for which name is then no matter.
  if (target.pin !== undefined) return httpsRequest({ ...options, rejectUnauthorized: false })
  return httpsRequest(target.authority === undefined ? options : { ...options, ca: target.authority })
}

/** Whether the other side showed the certificate that is pinned; true where none is. */
function showsPinned(target: IppTarget, socket: unknown): boolean {
  if (!target.tls || target.pin === undefined) return true
  return socket instanceof TLSSocket && certificatePin(socket) === target.pin
}

/** SHA-256 of the certificate the other side showed, 64 small hexadecimal digits; empty where it showed none. */
export function certificatePin(socket: TLSSocket): string {
  return (socket.getPeerX509Certificate()?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase()
}

/**
 * One request, one answer, bounded in time and bytes; the answer's status is the caller's to judge.
 * Throws `DeviceError`: 'unreachable' (nothing was sent), 'interrupted' (sent, no answer), 'not-trusted', 'refused' (by HTTP),
 * 'malformed-answer'.
 */
export function askIpp(
  target: IppTarget,
  question: IppQuestion,
  limits: { readonly ms: number; readonly step: string },
): Promise<IppMessage> {
  const body = requestOf(target, question)
  const { step } = limits
  return new Promise((resolve, reject) => {
    let connected = false
    const asked = open(target, body.length)
    const timer = setTimeout(() => asked.destroy(new Error('no answer in time')), limits.ms)
    const settle = (work: () => void) => {
      clearTimeout(timer)
      work()
      asked.destroy()
    }
    const lose = (cause: unknown) => settle(() => reject(failureOf(cause, connected, step)))
    asked.on('socket', (socket) => {
      // Before this the body has not left: a TLS handshake that fails has printed nothing.
      socket.once(target.tls ? 'secureConnect' : 'connect', () => {
        if (!showsPinned(target, socket)) {
          lose(new DeviceError('not-trusted', step, 'printer'))
          return
        }
        connected = true
        asked.end(body)
      })
    })
    asked.on('error', lose)
    asked.on('response', (response) => {
      if (response.statusCode !== 200) {
        const known = refusedStatuses.includes(response.statusCode ?? 0)
        lose(new DeviceError(known ? 'refused' : 'malformed-answer', step, 'printer'))
        return
      }
      const parts: Buffer[] = []
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > MOST_IPP_BYTES) lose(new DeviceError('malformed-answer', step, 'printer'))
        else parts.push(part)
      })
      response.on('error', lose)
      response.on('close', () => lose(new Error('the answer was cut off')))
      response.on('end', () => {
        try {
          const { message } = decodeIpp(Buffer.concat(parts))
          settle(() => resolve(message))
        } catch (cause) {
          if (!(cause instanceof IppMalformed)) throw cause
          lose(new DeviceError('malformed-answer', step, 'printer', { cause }))
        }
      })
    })
  })
}
