import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { FingerprintFinder, FingerprintScanner } from '../../fingerprint-scanner.ts'
import { verifyJws } from './device-signature.ts'
import { askSbi } from './sbi-exchange.ts'
import { DeviceInfo, DigitalId, InfoReply } from './sbi-messages.ts'
import { sbiScanner } from './sbi-scanner.ts'

export interface SbiPlaces {
  readonly ports: readonly number[]
  /** PEM file of the makers' roots; read at each sweep, because it may come after the start. */
  readonly trustFile: string
}

const INFO_MS = 3_000
const MOST_INFO_BYTES = 500_000

function readRoots(file: string): X509Certificate[] {
  if (!existsSync(file)) return []
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

/** Scanners behind one port; a port that is dead, babbles, or holds no registered slap scanner has none. */
async function scannersAt(port: number, trustFile: string): Promise<FingerprintScanner[]> {
  const roots = readRoots(trustFile)
  const answer = await askSbi(port, 'MOSIPDINFO', '/info', '', { ms: INFO_MS, bytes: MOST_INFO_BYTES, step: 'info' })
  const reply = InfoReply.parse(JSON.parse(answer.body.toString('utf8')))
  const found: FingerprintScanner[] = []
  for (const one of reply) {
    const signed = verifyJws(one.deviceInfo, roots, Date.now())
    const info = signed.ok ? DeviceInfo.safeParse(signed.payload).data : undefined
    if (!signed.ok || info?.purpose !== 'Registration') continue
    const identity = verifyJws(info.digitalId, roots, Date.now())
    const digitalId = identity.ok ? DigitalId.safeParse(identity.payload).data : undefined
    // A service may not send us elsewhere: only its own port of this machine is called back.
    const stays = info.callbackId.startsWith(`http://127.0.0.1:${port}`)
    if (digitalId?.type !== 'Finger' || !stays) continue
    found.push(
      sbiScanner({ port, info, digitalId, certificate: signed.certificate, roots: () => readRoots(trustFile) }),
    )
  }
  return found
}

/** Sweeps all ports in parallel; what does not answer in time is not there. */
export function findSbiScanners(places: SbiPlaces): FingerprintFinder {
  let known: readonly FingerprintScanner[] = []

  async function sweep(): Promise<void> {
    const sweeps = await Promise.allSettled(places.ports.map((port) => scannersAt(port, places.trustFile)))
    known = sweeps.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  }

  return {
    async find() {
      if (known.length === 0) await sweep()
      return known
    },
    async lookAgain() {
      await sweep()
    },
  }
}
