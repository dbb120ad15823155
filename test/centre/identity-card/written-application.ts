import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import jpeg from 'jpeg-js'
import {
  type ApplicationDecision,
  BLOB_STEP,
  FeedPage,
  openSigned,
  publicKeyFromText,
  publicKeyToText,
  type SealedBlob,
  sealBlob,
  signApproval,
} from '../../../centre/protocol/index.ts'
import { emptyForm } from '../../../domain/identity-card/application.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { TestStation } from '../test-centre.ts'

/** A picture with edges, as a portrait has them. */
export function picture(width = 300, height = 400, light = 128, detail = 60): Buffer {
  return draw(width, height, (x, y) => light + (((x >> 4) + (y >> 4)) % 2) * detail - detail / 2)
}

/** A picture with light and shade, and everything out of focus. */
export function slope(): Buffer {
  return draw(300, 400, (x, y) => 60 + ((x + y) * 140) / 700)
}

function draw(width: number, height: number, greyAt: (x: number, y: number) => number): Buffer {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = greyAt(x, y)
      for (let c = 0; c < 3; c++) data[(y * width + x) * 4 + c] = Math.min(255, Math.max(0, value))
    }
  }
  return jpeg.encode({ data, width, height }, 85).data
}

export interface Approver {
  readonly account: string
  readonly key: KeyObject
}

/** Opens an account with roles, as the session does; the centre learns its approval key from the log. */
export async function openAccount(station: TestStation, account: string, roles = ['supervisor']): Promise<Approver> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const event = station.next({
    kind: 'session.account-opened',
    subject: account,
    clerk: 'station',
    body: { account, displayName: account, title: 'Lãnh đạo', roles, approvalKey: publicKeyToText(privateKey) },
  })
  const answer = await station.client.push(station.office, [event])
  if (answer.kind !== 'accepted') throw new Error(answer.kind)
  return { account, key: privateKey }
}

export interface Written {
  readonly id: string
  readonly submittedHash: string
  readonly portrait: SealedBlob
  readonly prints: readonly SealedBlob[]
}

const text = (value: string | undefined) => ({ text: value ?? '', source: 'typed' as const })

export function submittedBody(
  record: Partial<PopulationRecord>,
  portrait: SealedBlob,
  change: Record<string, unknown> = {},
) {
  const form = emptyForm()
  return {
    number: '000123',
    legalDay: '2026-11-24',
    law: '2023',
    form: {
      ...form,
      fields: {
        personalNumber: text(record.personalNumber),
        fullName: text(record.fullName),
        dateOfBirth: text(record.dateOfBirth),
        sex: text(record.sex),
        fatherName: text(record.father?.fullName),
        motherName: text(record.mother?.fullName),
      },
    },
    population: null,
    notCompared: false,
    prints: {},
    exceptions: {},
    portrait: { blob: portrait.name, width: 300, height: 400, checks: [], override: null },
    papers: [],
    findings: [],
    confirmation: { at: '2026-11-24T01:00:00.000Z', digest: 'x', by: 'paper' },
    dueDay: null,
    feeAmount: null,
    ...change,
  }
}

/** Submits and approves an application as a station writes them; the blobs stay behind until `sendPortrait`. */
export async function submitAndApprove(
  station: TestStation,
  approver: Approver,
  record: Partial<PopulationRecord>,
  options: {
    readonly id?: string
    readonly clear?: Buffer
    readonly body?: Record<string, unknown>
    readonly clerk?: string
    readonly forge?: Record<string, unknown>
    readonly approvedBy?: string
    /** ISO/IEC 19794-4 records by finger. */
    readonly prints?: Readonly<Record<string, Uint8Array>>
  } = {},
): Promise<Written> {
  const id = options.id ?? randomUUID()
  const portrait = sealBlob(options.clear ?? picture(), publicKeyFromText(station.reply.blobKey))
  const prints = Object.entries(options.prints ?? {}).map(([finger, record]) => ({
    finger,
    sealed: sealBlob(record, publicKeyFromText(station.reply.blobKey)),
  }))
  const captured = Object.fromEntries(
    prints.map(({ finger, sealed }) => [
      finger,
      {
        blob: sealed.name,
        quality: 80,
        attempts: 1,
        lowQuality: false,
        device: 'T',
        capturedAt: '2026-11-24T01:00:00Z',
      },
    ]),
  )
  const submitted = station.next({
    kind: 'identity-card.application-submitted',
    subject: id,
    clerk: options.clerk ?? 'lan',
    body: JSON.parse(JSON.stringify(submittedBody(record, portrait, { prints: captured, ...options.body }))),
    blobs: [
      { name: portrait.name, bytes: portrait.ciphertext.length, kind: 'portrait', mediaType: 'image/jpeg' },
      ...prints.map(({ sealed }) => ({
        name: sealed.name,
        bytes: sealed.ciphertext.length,
        kind: 'fingerprint' as const,
        mediaType: 'application/vnd.iso.19794-4',
      })),
    ],
  })
  const approved = station.next({
    kind: 'identity-card.application-approved',
    subject: id,
    clerk: options.approvedBy ?? approver.account,
    body: {
      submittedHash: submitted.hash,
      approver: approver.account,
      approverTitle: 'Lãnh đạo',
      approvalSignature: signApproval(station.office, approver.account, submitted.hash, approver.key),
      ...options.forge,
    },
  })
  const answer = await station.client.push(station.office, [submitted, approved])
  if (answer.kind !== 'accepted') throw new Error(answer.kind)
  return { id, submittedHash: submitted.hash, portrait, prints: prints.map(({ sealed }) => sealed) }
}

/** Sends everything that was captured, the portrait last. */
export async function sendPortrait(station: TestStation, { portrait, prints }: Written): Promise<void> {
  for (const { name, ciphertext } of [...prints, portrait])
    for (let at = 0; at < ciphertext.length; at += BLOB_STEP)
      await station.client.putBlob(name, at, ciphertext.length, ciphertext.subarray(at, at + BLOB_STEP))
}

/** Everything the centre has decided for this office so far, in the order of its feed. */
export async function decisionsOf(station: TestStation): Promise<ApplicationDecision[]> {
  const decisions: ApplicationDecision[] = []
  for (let after = 0; ; ) {
    const signed = await station.client.feed(station.office, after)
    const opened = openSigned(signed, publicKeyFromText(station.reply.feedKey), FeedPage)
    if (!opened.ok) throw new Error(opened.fault)
    for (const { content } of opened.value.items) if (content.kind === 'application-decided') decisions.push(content)
    after = opened.value.to
    if (after >= opened.value.last) return decisions
  }
}

/** Waits for the decision about one application; `nth` for one that is decided more than once. */
export async function decisionAbout(station: TestStation, id: string, nth = 1): Promise<ApplicationDecision> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    const found = (await decisionsOf(station)).filter((one) => one.applicationId === id)[nth - 1]
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`nothing was decided about ${id}`)
}
