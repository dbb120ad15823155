import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { type Authority, openAuthority } from '../../../centre/authority/index.ts'
import {
  decodePush,
  publicKeyToText,
  type SealedEvent,
  signCanonical,
  subjectOfStation,
} from '../../../centre/protocol/index.ts'
import { publicKeyFromText } from '../../../centre/protocol/signed.ts'
import { NO_PREVIOUS } from '../../../main/log/index.ts'
import { type CentreClient, centreClient, type StationIdentity } from '../../../main/replication/index.ts'
import { certificateRequest } from '../../../main/replication/station-identity.ts'
import { newStore } from '../new-store.ts'

/** What this centre does with one request: it may answer anything. */
export type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void

export interface LyingCentre extends ReturnType<typeof newStore> {
  readonly authority: Authority
  readonly identity: StationIdentity
  readonly client: CentreClient
  /** How it answers from now on; by default it does not answer at all. */
  answer: Answer
  /** Paths asked for, in order. */
  readonly asked: string[]
}

export const OFFICE = 103

export function events(body: Buffer): SealedEvent[] {
  const decoded = decodePush(inflateSync(body).toString('utf8'))
  if (!decoded.ok) throw new Error(`line ${decoded.line} of the push is no event`)
  return decoded.events
}

export function say(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A centre with real certificates and keys, whose answers the test writes; and an enrolled station before it. */
export async function lyingCentre(): Promise<LyingCentre> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-lying-'))
  const authority = await openAuthority(folder)
  const asked: string[] = []
  const held = newStore()
  const result = { ...held, authority, asked, answer: (() => undefined) as Answer }
  const server = createServer(
    { key: authority.server.key, cert: authority.server.certificate, ca: authority.certificate, requestCert: true },
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        asked.push(`${request.method} ${request.url}`)
        result.answer(request, Buffer.concat(chunks), response)
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const tlsKey = String(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  )
  const name = subjectOfStation(OFFICE, 'quay-1')
  const { certificate } = await authority.certify(
    await authority.readRequest(await certificateRequest(tlsKey, name), name),
  )
  const client = centreClient({
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authority: authority.certificate,
    identity: { certificate, key: tlsKey },
    answerWithinMs: 600,
  })
  onTestFinished(async () => {
    await client.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })
  const identity: StationIdentity = {
    ...held.log.identity,
    epochPrev: NO_PREVIOUS,
    certificate,
    authority: authority.certificate,
    tlsKey,
    receiptKey: publicKeyFromText(publicKeyToText(authority.receiptKey)),
    feedKey: publicKeyFromText(publicKeyToText(authority.feedKey)),
    blobKey: publicKeyFromText(publicKeyToText(authority.blobKey)),
  }
  return Object.assign(result, { identity, client })
}

/** A receipt as an honest centre would sign it, with what the test changes. */
export function receiptOf(
  centre: Pick<LyingCentre, 'authority'>,
  head: { epoch: number; seq: number; hash: string },
  change: Readonly<Record<string, unknown>> = {},
  key = centre.authority.receiptKey,
) {
  return signCanonical(
    {
      type: 'receipt',
      office: OFFICE,
      epoch: head.epoch,
      seq: head.seq,
      head: head.hash,
      time: new Date().toISOString(),
      ...change,
    },
    key,
  )
}
