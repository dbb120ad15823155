import { randomUUID } from 'node:crypto'
import type { PortraitCheck } from '../../../domain/identity-card/application.ts'
import { done, fail } from '../../bridge/index.ts'
import { checkImportedFile, printRecordToPng } from '../../hardware/index.ts'
import { audit } from '../../log/index.ts'
import { dropUnreferencedBlob, findBlobContent, findBlobReference, keepBlob } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'

const LEAST_PORTRAIT = { width: 300, height: 400 }
const MOST_PAPERS = 40

type BlobKey = Parameters<typeof keepBlob>[1]

/** Keeps the portrait (ảnh khuôn mặt), cropped 3:4 by the window; what the checks found goes with it. */
export function keepPortrait(
  desk: ApplicationDesk,
  blobKey: BlobKey,
  request: {
    id: string
    jpeg: Uint8Array
    checks: PortraitCheck[]
    override: { reason: string; remark: string } | null
  },
) {
  const file = checkImportedFile(request.jpeg)
  if (!file.ok) return fail(file.failure === 'too-large' ? 'image-too-large' : 'not-an-image')
  if (file.mediaType !== 'image/jpeg' || file.width === undefined || file.height === undefined)
    return fail('not-an-image')
  const { width, height } = file
  if (width < LEAST_PORTRAIT.width || height < LEAST_PORTRAIT.height)
    return fail('image-too-small', { width, height, least: `${LEAST_PORTRAIT.width}×${LEAST_PORTRAIT.height}` })
  return desk.change(request.id, {}, (application) => {
    const blob = keepBlob(desk.store, blobKey, {
      kind: 'portrait',
      mediaType: 'image/jpeg',
      subject: application.id,
      clear: request.jpeg,
      at: desk.at(),
    })
    if (application.captures.portrait) dropUnreferencedBlob(desk.store, application.captures.portrait.blob)
    audit(desk.store, {
      account: desk.account(),
      action: 'application.portrait-kept',
      subject: application.id,
      detail: { override: request.override?.reason ?? '' },
    })
    return {
      ...application,
      captures: {
        ...application.captures,
        portrait: {
          blob: blob.name,
          width,
          height,
          checks: request.checks,
          override: request.override,
          capturedAt: desk.at(),
        },
      },
    }
  })
}

/** Files a paper (giấy tờ) that was scanned or imported: checked by its own bytes, not by its name. */
export function addPaper(
  desk: ApplicationDesk,
  blobKey: BlobKey,
  request: { id: string; type: string; content: Uint8Array },
) {
  const file = checkImportedFile(request.content)
  if (!file.ok) return fail(file.failure)
  return desk.change(request.id, {}, (application) => {
    const { papers } = application.captures
    if (papers.length >= MOST_PAPERS) return fail('too-many-papers', { most: MOST_PAPERS })
    const blob = keepBlob(desk.store, blobKey, {
      kind: 'paper',
      mediaType: file.mediaType,
      subject: application.id,
      clear: request.content,
      at: desk.at(),
    })
    const paper = {
      id: randomUUID(),
      type: request.type,
      blob: blob.name,
      mediaType: file.mediaType,
      bytes: request.content.length,
      addedAt: desk.at(),
    }
    audit(desk.store, {
      account: desk.account(),
      action: 'application.paper-added',
      subject: application.id,
      detail: { type: request.type },
    })
    return { ...application, captures: { ...application.captures, papers: [...papers, paper] } }
  })
}

export function removePaper(desk: ApplicationDesk, request: { id: string; paperId: string }) {
  return desk.change(request.id, {}, (application) => {
    const gone = application.captures.papers.find((paper) => paper.id === request.paperId)
    if (gone) dropUnreferencedBlob(desk.store, gone.blob)
    audit(desk.store, {
      account: desk.account(),
      action: 'application.paper-removed',
      subject: application.id,
      detail: { type: gone?.type ?? '' },
    })
    return {
      ...application,
      captures: {
        ...application.captures,
        papers: application.captures.papers.filter((paper) => paper.id !== request.paperId),
      },
    }
  })
}

/** Clear bytes of one capture or paper for the screen. Fingerprint records come as a picture. Looking is audited. */
export async function showBlob(desk: ApplicationDesk, request: { id: string; blob: string }) {
  const application = desk.find(request.id)
  if (!application) return fail('no-such-application')
  const reference = findBlobReference(desk.store, request.blob)
  if (!reference || reference.subject !== application.id) return fail('no-such-blob')
  const clear = findBlobContent(desk.store, request.blob)
  if (!clear) return fail('no-longer-here')
  audit(desk.store, {
    account: desk.account(),
    action: 'application.blob-shown',
    subject: application.id,
    detail: { blob: request.blob, kind: reference.kind },
  })
  if (reference.kind === 'fingerprint')
    return done({ mediaType: 'image/png', content: new Uint8Array(await printRecordToPng(clear)) })
  return done({ mediaType: reference.mediaType, content: new Uint8Array(clear) })
}
