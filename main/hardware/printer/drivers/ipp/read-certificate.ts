import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { DeviceError } from '../../../device-error.ts'
import { certificatePin } from './ipp-exchange.ts'
import { ippTarget } from './ipp-target.ts'

const MS = 5_000

/**
 * SHA-256 of the certificate an `ipps://` printer shows (64 hexadecimal digits), for a person to compare with the one the printer prints
 * of itself. Nothing is sent. Throws `DeviceError` 'unreachable' where there is no TLS.
 */
export function readCertificate(uri: string): Promise<string> {
  const { place } = ippTarget({ uri })
  if (!('host' in place)) throw new RangeError('a certificate is shown by a printer on the network')
  return new Promise((resolve, reject) => {
    const lose = (cause: unknown) => reject(new DeviceError('unreachable', 'certificate', 'printer', { cause }))
    const socket = connect({
      ...place,
      ...(isIP(place.host) === 0 ? { servername: place.host } : {}),
      rejectUnauthorized: false,
      timeout: MS,
    })
    const late = setTimeout(() => socket.destroy(new Error('no handshake in time')), MS)
    socket.once('secureConnect', () => {
      const pin = certificatePin(socket)
      socket.destroy()
      if (pin === '') lose(new Error('no certificate was shown'))
      else resolve(pin)
    })
    socket.once('error', lose)
    socket.once('close', () => {
      clearTimeout(late)
      lose(new Error('closed without a handshake'))
    })
  })
}
