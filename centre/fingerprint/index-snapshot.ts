import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod/mini'

const NONCE = 12
const TAG = 16
const SLICE = 1 << 20

const Head = z.object({
  nextSubject: z.int(),
  owners: z.array(z.tuple([z.int(), z.int(), z.string(), z.string()])),
})

/** A person in the saved index: subject there, whose, and when the row was made that it stands for. */
export interface SavedOwner {
  readonly subject: number
  readonly office: number
  readonly application: string
  readonly madeAt: string
}

interface Standing {
  readonly nextSubject: number
  readonly owners: readonly SavedOwner[]
}

export interface IndexSnapshot extends Standing {
  /** What the engine's index gave when it was saved. */
  readonly index: Uint8Array
}

export interface OpenedSnapshot extends Standing {
  /** The same, in the memory that was asked for. */
  readonly index: ArrayBuffer
}

const keyOf = (templateKey: KeyObject) =>
  Buffer.from(hkdfSync('sha256', templateKey, Buffer.alloc(0), 'so-bo prints index v1', 32))

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE)
}

const cut = () => new Error('the saved index of prints is cut')

/** Head and index of the clear bytes, `whole` of them; the index goes where it will be read, piece by piece. */
async function takeApart(
  clear: AsyncIterable<Buffer>,
  whole: number,
  memoryOf: (bytes: number) => ArrayBuffer,
): Promise<{ readonly head: Buffer; readonly index: ArrayBuffer }> {
  let head: Buffer = Buffer.alloc(0)
  let index: Uint8Array<ArrayBuffer> | undefined
  let at = 0
  for await (const part of clear) {
    let rest = part
    if (!index) {
      head = Buffer.concat([head, part])
      if (head.length < 4) continue
      const end = 4 + head.readUInt32BE(0)
      if (end > whole) throw cut()
      if (head.length < end) continue
      index = new Uint8Array(memoryOf(whole - end))
      rest = head.subarray(end)
      head = head.subarray(4, end)
    }
    index.set(rest, at)
    at += rest.length
  }
  if (!index || at < index.length) throw cut()
  return { head, index: index.buffer }
}

/**
 * Keeps the index as it stands, so that the next start need not make it template by template: nonce, AES-256-GCM of (length of the head,
 * u32 | head as JSON | the engine's bytes), tag. In slices, beside the centre's loop; whole or not at all.
 */
export async function writeSnapshot(file: string, templateKey: KeyObject, snapshot: IndexSnapshot): Promise<void> {
  const { nextSubject, owners, index } = snapshot
  const rows = owners.map(({ subject, office, application, madeAt }) => [subject, office, application, madeAt])
  const head = Buffer.from(JSON.stringify({ nextSubject, owners: rows }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(templateKey), nonce)
  const place = `${file}.new`
  await rm(place, { force: true })
  const out = await open(place, 'wx', 0o600)
  try {
    await out.write(nonce)
    for (const part of [length, head, index]) for (const slice of slices(part)) await out.write(cipher.update(slice))
    cipher.final()
    await out.write(cipher.getAuthTag())
    await out.sync()
  } finally {
    await out.close()
  }
  await rename(place, file)
}

/**
 * `undefined` where there is none. Throws where it does not open with this key, was cut or changed. `memoryOf` gives the memory into which
 * the engine's bytes are decrypted.
 */
export async function readSnapshot(
  file: string,
  templateKey: KeyObject,
  memoryOf: (bytes: number) => ArrayBuffer,
): Promise<OpenedSnapshot | undefined> {
  const opened = await open(file, 'r').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
  if (!opened) return undefined
  const nonce = Buffer.alloc(NONCE)
  const tag = Buffer.alloc(TAG)
  const { size } = await opened.stat()
  try {
    if (size < NONCE + TAG + 4) throw cut()
    await opened.read(nonce, 0, NONCE, 0)
    await opened.read(tag, 0, TAG, size - TAG)
  } finally {
    await opened.close()
  }
  const decipher = createDecipheriv('aes-256-gcm', keyOf(templateKey), nonce).setAuthTag(tag)
  const source = createReadStream(file, { start: NONCE, end: size - TAG - 1, highWaterMark: SLICE })
  // The pipeline fails where the tag does not fit: nothing of it is looked at before.
  const { head, index } = await pipeline(source, decipher, (clear: AsyncIterable<Buffer>) =>
    takeApart(clear, size - NONCE - TAG, memoryOf),
  )
  const { nextSubject, owners } = Head.parse(JSON.parse(head.toString('utf8')))
  return {
    nextSubject,
    owners: owners.map(([subject, office, application, madeAt]) => ({ subject, office, application, madeAt })),
    index,
  }
}
