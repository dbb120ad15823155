import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { BLOB_STEP, MOST_BLOB_BYTES, signCanonical } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import type { BlobFiles } from './blob-files.ts'
import { markBlobWhole } from './blob-store.ts'

const NAME = /^[0-9a-f]{64}$/

/** Resumable upload in steps: HEAD tells the offset, PUT adds one step, the last is answered with the receipt. */
export function registerBlobs(
  server: FastifyInstance,
  store: CentreStore,
  authority: Authority,
  files: BlobFiles,
  officeOf: (request: unknown) => number,
  onWhole: (office: number) => void,
): void {
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: BLOB_STEP },
    (_request, body, parsed) => parsed(null, body),
  )

  server.head<{ Params: { name: string } }>('/blobs/:name', async (request, reply) => {
    if (!NAME.test(request.params.name)) return reply.code(400).send()
    const { offset } = await files.offsetOf(officeOf(request), request.params.name)
    return reply.code(200).header('upload-offset', String(offset)).send()
  })

  server.put<{ Params: { name: string } }>('/blobs/:name', async (request, reply) => {
    const { name } = request.params
    const office = officeOf(request)
    const offset = Number(request.headers['upload-offset'])
    const length = Number(request.headers['upload-length'])
    const step = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const sane =
      Number.isSafeInteger(offset) &&
      Number.isSafeInteger(length) &&
      offset >= 0 &&
      length > 0 &&
      offset + step.length <= length
    if (!NAME.test(name) || !sane) return reply.code(400).send({ refused: 'upload-headers' })
    if (length > MOST_BLOB_BYTES) return reply.code(413).header('retry-after', '300').send({ refused: 'too-large' })
    const standing = await files.offsetOf(office, name)
    if (!standing.whole) {
      const reached = await files.append(office, name, offset, step)
      if (reached === undefined)
        return reply.code(409).header('upload-offset', String(standing.offset)).send({ refused: 'other-offset' })
      if (reached < length) return reply.code(204).header('upload-offset', String(reached)).send()
      if (!(await files.complete(office, name))) return reply.code(400).send({ refused: 'not-the-named-bytes' })
    }
    await markBlobWhole(store, office, name, length)
    onWhole(office)
    return signCanonical(
      { type: 'blob-receipt', office, name, bytes: length, time: new Date().toISOString() },
      authority.receiptKey,
    )
  })
}
