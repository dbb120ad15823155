import type { KeyObject } from 'node:crypto'
import { FingerPosition, isoFingerCode } from '../../domain/biometric/finger-position.ts'
import type { ReturnReasonCode } from '../../domain/identity-card/return-reason.ts'
import type { BlobFiles } from '../blob/index.ts'
import type { ClearPrint, PrintRegister } from '../fingerprint/index.ts'
import { findPerson } from '../population/index.ts'
import { type ApplicationSubmitted, BlobUnreadable, type OfficeEvent, openBlobAtCentre } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { findClaim } from './card-application-store.ts'
import { checkPortrait, type PortraitFault } from './check-portrait.ts'
import { type ComparisonOutcome, compareWithRegister, describedBy, numberOf } from './compare-with-register.ts'
import { findTwiceRegistered } from './find-twice-registered.ts'

export interface Judgement {
  readonly decision: 'accepted' | 'returned'
  readonly reason: ReturnReasonCode | null
  /** For the clerk, in Vietnamese; nothing of anybody else in it. */
  readonly remark: string
  readonly compared: ComparisonOutcome | null
  /** Two facts that cannot both be right: for an officer, not for a program. */
  readonly openCase?: { readonly kind: string; readonly detail: Readonly<Record<string, string>> }
}

export interface JudgeParts {
  readonly store: CentreStore
  readonly files: BlobFiles
  readonly blobKey: KeyObject
  readonly prints: PrintRegister
}

/** An application whose approval holds and whose blobs are all here. */
export interface Judged {
  readonly office: number
  readonly id: string
  readonly submitted: ApplicationSubmitted
  readonly event: OfficeEvent
}

export function returned(
  reason: ReturnReasonCode,
  remark: string,
  compared: ComparisonOutcome | null = null,
  openCase?: Judgement['openCase'],
): Judgement {
  return { decision: 'returned', reason, remark, compared, ...(openCase ? { openCase } : {}) }
}

const PORTRAIT_WORDS: Readonly<Record<PortraitFault, string>> = {
  'not-a-picture': 'Ảnh khuôn mặt không mở được. Chụp lại ảnh.',
  'too-small': 'Ảnh khuôn mặt nhỏ hơn 300×400 điểm. Chụp lại ảnh.',
  'too-dark': 'Ảnh khuôn mặt quá tối. Bật đèn, chụp lại ảnh.',
  'too-light': 'Ảnh khuôn mặt quá sáng. Giảm ánh sáng chiếu vào mặt, chụp lại ảnh.',
  'no-contrast': 'Ảnh không thấy rõ khuôn mặt. Chụp lại ảnh.',
  blurred: 'Ảnh khuôn mặt bị mờ. Lau ống kính, giữ yên, chụp lại ảnh.',
}

const UNREADABLE = {
  fingerprint: { reason: 'fingerprints-poor', remark: 'Dữ liệu vân tay không mở được. Thu lại vân tay.' },
  portrait: { reason: 'portrait-rejected', remark: PORTRAIT_WORDS['not-a-picture'] },
  paper: { reason: 'papers-unreadable', remark: 'Bản quét giấy tờ không mở được. Quét lại.' },
} as const

const DIFFERENCE_WORDS: Readonly<Partial<Record<ComparisonOutcome, string>>> = {
  'name-differs': 'Họ tên khác với CSDL dân cư của số định danh này. Đối chiếu lại giấy tờ rồi trình lại.',
  'birth-date-differs': 'Ngày sinh khác với CSDL dân cư của số định danh này. Đối chiếu lại giấy tờ rồi trình lại.',
  'sex-differs': 'Giới tính khác với CSDL dân cư của số định danh này. Đối chiếu lại giấy tờ rồi trình lại.',
}

interface OpenedCaptures {
  readonly finding?: Judgement
  readonly prints: readonly ClearPrint[]
}

/** ISO finger code by the name of the blob that shows it; labels that name no finger are passed over. */
function fingersByBlob(submitted: ApplicationSubmitted): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(submitted.prints).flatMap(([label, print]) => {
      const finger = FingerPosition.safeParse(label)
      return finger.success ? [[print.blob, isoFingerCode(finger.data)] as const] : []
    }),
  )
}

/** Opens everything that came with the application: what does not open was not received. */
export async function openCaptures(parts: JudgeParts, { office, submitted, event }: Judged): Promise<OpenedCaptures> {
  const fingers = fingersByBlob(submitted)
  const prints: ClearPrint[] = []
  for (const blob of event.blobs) {
    let clear: Buffer
    try {
      clear = openBlobAtCentre(await parts.files.read(office, blob.name), parts.blobKey)
    } catch (fault) {
      if (!(fault instanceof BlobUnreadable)) throw fault
      return { finding: returned(UNREADABLE[blob.kind].reason, UNREADABLE[blob.kind].remark), prints }
    }
    const fault = blob.name === submitted.portrait?.blob ? checkPortrait(clear) : undefined
    if (fault) return { finding: returned('portrait-rejected', PORTRAIT_WORDS[fault]), prints }
    const position = fingers.get(blob.name)
    if (position !== undefined) prints.push({ position, record: clear })
  }
  const came = new Set(event.blobs.map((blob) => blob.name))
  if (submitted.portrait && !came.has(submitted.portrait.blob))
    return { finding: returned('portrait-rejected', PORTRAIT_WORDS['not-a-picture']), prints }
  if ([...fingers.keys()].some((name) => !came.has(name)))
    return { finding: returned(UNREADABLE.fingerprint.reason, UNREADABLE.fingerprint.remark), prints }
  return { prints }
}

const notFound = (application: string) =>
  returned(
    'data-wrong',
    'Không tìm thấy công dân trong CSDL quốc gia về dân cư. Thu phiếu DC01, gửi cập nhật dân cư; có số định danh thì trình lại.',
    'not-found',
    { kind: 'person-not-in-register', detail: { application } },
  )

/** The second application of somebody whose card is being made already. */
export function alreadyInProcess(application: string, compared: ComparisonOutcome | null): Judgement {
  return returned(
    'already-in-process',
    'Công dân này đã có một hồ sơ khác đang được cấp thẻ. Tìm hồ sơ kia; không trình hồ sơ thứ hai.',
    compared,
    { kind: 'application-twice', detail: { application } },
  )
}

/** Who this is, by the register's own word: known, living, as the form says, once, and not at another counter. */
async function judgeIdentity(parts: JudgeParts, { office, id, submitted }: Judged): Promise<Judgement | undefined> {
  const { store } = parts
  const number = numberOf(submitted)
  const record = number === null ? undefined : (await findPerson(store.pool, number))?.record
  const outcome = compareWithRegister(submitted, record)
  const compared = submitted.notCompared ? outcome : null

  if (record?.status === 'deceased' || record?.status === 'cancelled') {
    const words =
      record.status === 'deceased'
        ? 'Số định danh này thuộc người đã được ghi nhận là đã chết.'
        : 'Số định danh này đã bị hủy.'
    const remark = `${words} Xác minh với cơ quan đăng ký hộ tịch trước khi trình lại.`
    return returned('data-wrong', remark, compared, { kind: `person-${record.status}`, detail: { application: id } })
  }
  const difference = DIFFERENCE_WORDS[outcome]
  if (difference !== undefined) return returned('data-wrong', difference, compared)

  const described = record ?? describedBy(submitted)
  const others = described ? await findTwiceRegistered(store, number, described) : []
  if (others.length > 0 && !submitted.form.multipleBirth) {
    return returned(
      'data-wrong',
      'Nghi trùng: có số định danh khác cùng họ tên, ngày sinh, giới tính, cha mẹ. Trung tâm đã mở vụ việc; chờ kết luận rồi trình lại.',
      compared,
      { kind: 'person-registered-twice', detail: { application: id, others: others.join(' ') } },
    )
  }
  if (!record) return notFound(id)
  const claim = await findClaim(store.pool, record.personalNumber)
  const isOthers = claim && (claim.office !== office || claim.application !== id)
  return isOthers ? alreadyInProcess(id, compared) : undefined
}

export interface JudgedCaptures {
  readonly judgement: Judgement
  /** Of an application that is to be compared by its prints: one that stands so far, or whose number is taken already. */
  readonly prints: readonly ClearPrint[]
}

/** Examines one approved application whose blobs are all here: identity, duplicates, captures. The first finding decides. */
export async function judgeApplication(parts: JudgeParts, judged: Judged): Promise<JudgedCaptures> {
  const number = numberOf(judged.submitted)
  const identity = await judgeIdentity(parts, judged)
  if (identity && identity.reason !== 'already-in-process') return { judgement: identity, prints: [] }
  const { finding, prints } = await openCaptures(parts, judged)
  if (identity) return { judgement: identity, prints }
  if (finding) return { judgement: finding, prints: [] }
  const record = number === null ? undefined : (await findPerson(parts.store.pool, number))?.record
  const compared = judged.submitted.notCompared ? compareWithRegister(judged.submitted, record) : null
  return { judgement: { decision: 'accepted', reason: null, remark: '', compared }, prints }
}
