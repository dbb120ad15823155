import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { BLOB_STEP, signCanonical } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import type { BlobFiles } from './blob-files.ts'
import { blobReceiver } from './receive-blob.ts'

const NAME = /^[0-9a-f]{64}$/
const RETRY_SECONDS = { 400: undefined, 413: '300', 429: '60' } as const

/** A header that is a plain count of bytes; undefined for anything else. */
function findCount(header: string | string[] | undefined): number | undefined {
  const count = typeof header === 'string' && /^\d{1,12}$/.test(header) ? Number(header) : undefined
  return Number.isSafeInteger(count) ? count : undefined
}

/** Resumable upload in steps: HEAD tells the offset, PUT adds one step, the last is answered with the receipt. */
export function registerBlobs(
  server: FastifyInstance,
  store: CentreStore,
  authority: Authority,
  files: BlobFiles,
  onWhole: (office: number) => void,
): void {
  const receive = blobReceiver(store, files)

  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: BLOB_STEP },
    (_request, body, parsed) => parsed(null, body),
  )

  server.head<{ Params: { name: string } }>('/blobs/:name', async (request, reply) => {
    if (!NAME.test(request.params.name)) return reply.code(400).send()
    const { offset } = await files.offsetOf(request.callerOffice, request.params.name)
    return reply.code(200).header('upload-offset', String(offset)).send()
  })

  server.put<{ Params: { name: string } }>('/blobs/:name', async (request, reply) => {
    const { name } = request.params
    const office = request.callerOffice
    const offset = findCount(request.headers['upload-offset'])
    const length = findCount(request.headers['upload-length'])
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const sane = offset !== undefined && length !== undefined && length > 0 && offset + bytes.length <= length
    if (!NAME.test(name) || !sane) return reply.code(400).send({ refused: 'upload-headers' })
    const received = await receive({ office, name, offset, length, bytes })
    if (received.kind === 'refused') {
      const retry = RETRY_SECONDS[received.status]
      if (retry !== undefined) reply.header('retry-after', retry)
      return reply.code(received.status).send({ refused: received.why })
    }
    if (received.kind === 'other-offset')
      return reply.code(409).header('upload-offset', String(received.offset)).send({ refused: 'other-offset' })
    if (received.kind === 'more') return reply.code(204).header('upload-offset', String(received.offset)).send()
    onWhole(office)
    return signCanonical(
      { type: 'blob-receipt', office, name, bytes: length, time: new Date().toISOString() },
      authority.receiptKey,
    )
  })
}
