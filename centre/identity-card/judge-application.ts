import type { KeyObject } from 'node:crypto'
import { findDateOfBirth, parseDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { foldText } from '../../domain/person/fold.ts'
import { compareNames } from '../../domain/person/name-match.ts'
import type { BlobFiles } from '../blob/index.ts'
import { findPerson } from '../population/index.ts'
import { type ApplicationSubmitted, BlobUnreadable, openBlobAtCentre } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { isInProcess } from './card-application-store.ts'
import { checkPortrait, type PortraitFault } from './check-portrait.ts'
import { findNamesakes } from './namesakes.ts'

export interface Judgement {
  readonly decision: 'accepted' | 'returned'
  readonly reason: string | null
  /** For the clerk, in Vietnamese; nothing of anybody else in it. */
  readonly remark: string
  readonly compared: string | null
  readonly openCase?: { readonly kind: string; readonly detail: Readonly<Record<string, string>> }
}

const PORTRAIT_WORDS: Readonly<Record<PortraitFault, string>> = {
  'not-a-picture': 'Ảnh khuôn mặt không mở được. Chụp lại ảnh.',
  'too-small': 'Ảnh khuôn mặt nhỏ hơn 300×400 điểm. Chụp lại ảnh.',
  'too-dark': 'Ảnh khuôn mặt quá tối. Bật đèn, chụp lại ảnh.',
  'too-light': 'Ảnh khuôn mặt quá sáng. Giảm ánh sáng chiếu vào mặt, chụp lại ảnh.',
  'no-contrast': 'Ảnh không thấy rõ khuôn mặt. Chụp lại ảnh.',
}

const returned = (
  reason: string,
  remark: string,
  compared: string | null,
  openCase?: Judgement['openCase'],
): Judgement => ({
  decision: 'returned',
  reason,
  remark,
  compared,
  ...(openCase ? { openCase } : {}),
})

export interface JudgeParts {
  readonly store: CentreStore
  readonly files: BlobFiles
  readonly blobKey: KeyObject
}

function birthOf(submitted: ApplicationSubmitted): string {
  const parsed = parseDateOfBirth(submitted.form.fields.dateOfBirth?.text ?? '')
  return parsed.ok ? parsed.value : ''
}

async function portraitFault(
  { files, blobKey }: JudgeParts,
  office: number,
  submitted: ApplicationSubmitted,
): Promise<PortraitFault | undefined> {
  if (!submitted.portrait) return undefined
  try {
    return checkPortrait(openBlobAtCentre(await files.read(office, submitted.portrait.blob), blobKey))
  } catch (fault) {
    if (fault instanceof BlobUnreadable) return 'not-a-picture'
    throw fault
  }
}

/** The register's own word on who this is; for applications taken without it ("chưa đối chiếu") this is the comparison. */
async function compareWithRegister(
  store: CentreStore,
  submitted: ApplicationSubmitted,
): Promise<{ outcome: string; status: string | undefined }> {
  const number = submitted.form.fields.personalNumber?.text.trim() ?? ''
  if (number === '') return { outcome: 'not-found', status: undefined }
  const person = await findPerson(store, number)
  if (!person) return { outcome: 'not-found', status: undefined }
  const { record } = person
  if (compareNames(submitted.form.fields.fullName?.text ?? '', record.fullName).score < 0.9)
    return { outcome: 'name-differs', status: record.status }
  const birth = birthOf(submitted)
  if (birth !== record.dateOfBirth) {
    return {
      outcome:
        record.dateOfBirth.length === 4 && birth.startsWith(record.dateOfBirth)
          ? 'match-year-only'
          : 'birth-date-differs',
      status: record.status,
    }
  }
  if ((submitted.form.fields.sex?.text ?? '') !== record.sex) return { outcome: 'sex-differs', status: record.status }
  return { outcome: 'match', status: record.status }
}

const COMPARED_WORDS: Readonly<Record<string, string>> = {
  'name-differs': 'Họ tên khác với CSDL dân cư của số định danh này.',
  'birth-date-differs': 'Ngày sinh khác với CSDL dân cư của số định danh này.',
  'sex-differs': 'Giới tính khác với CSDL dân cư của số định danh này.',
}

/** Examines one approved application whose blobs are all here: identity, duplicates, portrait. First finding decides. */
export async function judgeApplication(
  parts: JudgeParts,
  office: number,
  id: string,
  submitted: ApplicationSubmitted,
): Promise<Judgement> {
  const { store } = parts
  const { outcome, status } = await compareWithRegister(store, submitted)
  const compared = submitted.notCompared ? outcome : null
  const number = submitted.form.fields.personalNumber?.text.trim() ?? ''

  if (status === 'deceased' || status === 'cancelled') {
    const words =
      status === 'deceased'
        ? 'Số định danh này thuộc người đã được ghi nhận là đã chết.'
        : 'Số định danh này đã bị hủy.'
    return returned('data-wrong', `${words} Xác minh lại với cơ quan đăng ký hộ tịch trước khi trình lại.`, compared, {
      kind: `person-${status}`,
      detail: { application: id },
    })
  }
  const difference = COMPARED_WORDS[outcome]
  if (difference !== undefined)
    return returned('data-wrong', `${difference} Đối chiếu lại giấy tờ rồi trình lại.`, compared)

  if (number !== '' && (await isInProcess(store, number, { office, id }))) {
    return returned(
      'already-in-process',
      'Công dân này đã có một hồ sơ khác đang được cấp thẻ. Tìm hồ sơ kia; không trình hồ sơ thứ hai.',
      compared,
      { kind: 'application-twice', detail: { application: id } },
    )
  }
  const birth = findDateOfBirth(birthOf(submitted))
  const twins = birth
    ? await findNamesakes(
        store,
        number,
        foldText(submitted.form.fields.fullName?.text ?? ''),
        birth,
        submitted.form.fields.sex?.text ?? '',
      )
    : []
  if (twins.length > 0 && !submitted.form.multipleBirth) {
    return returned(
      'data-wrong',
      'Nghi trùng: có số định danh khác cùng họ tên, ngày sinh, giới tính và mẹ. Trung tâm đã mở vụ việc; chờ kết luận, rồi trình lại.',
      compared,
      {
        kind: 'person-registered-twice',
        detail: { application: id, others: String(twins.length) },
      },
    )
  }
  const fault = await portraitFault(parts, office, submitted)
  if (fault) return returned('portrait-rejected', PORTRAIT_WORDS[fault], compared)
  return { decision: 'accepted', reason: null, remark: '', compared }
}
