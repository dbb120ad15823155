import { foldText } from '../../domain/person/fold.ts'
import { openCase } from '../adjudication/index.ts'
import { listWholeBlobs } from '../blob/index.ts'
import { findCurrentStation } from '../enrolment/index.ts'
import { appendToFeed } from '../feed/index.ts'
import { findEventByHash, listEventsAfter, listEventsOfKind, type StoredEvent } from '../inbox/index.ts'
import {
  AccountOpened,
  ApplicationApproved,
  ApplicationSubmitted,
  approvalHolds,
  type OfficeEvent,
  publicKeyFromText,
} from '../protocol/index.ts'
import type { Connection } from '../store/index.ts'
import {
  findJudged,
  findPosition,
  listBlobsAwaited,
  putCardApplication,
  putPosition,
} from './card-application-store.ts'
import { type Judgement, type JudgeParts, judgeApplication } from './judge-application.ts'

const APPROVED = 'identity-card.application-approved'
const PAGE = 200

function parse(event: StoredEvent): OfficeEvent {
  return JSON.parse(event.canonical) as OfficeEvent
}

/** Whether the approval was signed by another person than the one who submitted, with the key that person's account was opened with. */
async function approvalFault(
  parts: JudgeParts,
  office: number,
  approved: OfficeEvent,
  submitted: OfficeEvent,
): Promise<string | undefined> {
  const body = ApplicationApproved.parse(approved.body)
  if (approved.clerk !== body.approver || body.approver === submitted.clerk)
    return 'Người duyệt không được là người lập hồ sơ.'
  const opened = (await listEventsOfKind(parts.store, office, 'session.account-opened', body.approver)).at(-1)
  const key = opened && AccountOpened.safeParse(parse(opened).body).data?.approvalKey
  const holds =
    key !== undefined &&
    approvalHolds(office, body.approver, body.submittedHash, body.approvalSignature, publicKeyFromText(key))
  return holds ? undefined : 'Chữ ký duyệt không hợp lệ.'
}

interface Examined {
  readonly submitted: ApplicationSubmitted | undefined
  readonly judgement: Judgement | 'blobs-awaited'
}

const wrong = (remark: string): Judgement => ({ decision: 'returned', reason: 'other', remark, compared: null })

async function examine(parts: JudgeParts, office: number, event: StoredEvent): Promise<Examined> {
  const approved = parse(event)
  const body = ApplicationApproved.safeParse(approved.body)
  const held = body.success
    ? await findEventByHash(parts.store, office, approved.subject, body.data.submittedHash)
    : undefined
  const submittedEvent = held && parse(held)
  const submitted = submittedEvent && ApplicationSubmitted.safeParse(submittedEvent.body).data
  if (!submittedEvent || !submitted)
    return {
      submitted: undefined,
      judgement: wrong('Trung tâm không tìm thấy bản trình của hồ sơ này. Trình duyệt lại.'),
    }
  const fault = await approvalFault(parts, office, approved, submittedEvent)
  if (fault !== undefined) return { submitted, judgement: wrong(fault) }
  const names = submittedEvent.blobs.map((blob) => blob.name)
  const whole = await listWholeBlobs(parts.store, office, names)
  if (names.some((name) => !whole.has(name))) return { submitted, judgement: 'blobs-awaited' }
  return { submitted, judgement: await judgeApplication(parts, office, approved.subject, submitted) }
}

async function keep(
  connection: Connection,
  office: number,
  event: StoredEvent,
  { submitted, judgement }: Examined,
): Promise<void> {
  const fields = submitted?.form.fields
  await putCardApplication(connection, {
    office,
    id: event.subject,
    approvedHash: event.hash,
    personalNumber: fields?.personalNumber?.text.trim() || null,
    foldedName: foldText(fields?.fullName?.text ?? ''),
    birth: fields?.dateOfBirth?.text ?? '',
    state: judgement === 'blobs-awaited' ? 'blobs-awaited' : judgement.decision,
    reason: judgement === 'blobs-awaited' ? null : judgement.reason,
  })
  if (judgement === 'blobs-awaited') return
  const { decision, reason, remark, compared } = judgement
  await appendToFeed(connection, office, [
    { kind: 'application-decided', applicationId: event.subject, decision, reason, remark, compared },
  ])
  if (judgement.openCase) await openCase(connection, { office, subject: event.subject, ...judgement.openCase })
}

/**
 * Follows the offices' logs and examines every approved application once: row, feed item and position in one transaction,
 * so that a kill in between repeats nothing. One office at a time; asked again, it looks again.
 */
export function examiner(parts: JudgeParts, report: (cause: unknown) => void) {
  const running = new Map<number, Promise<void>>()
  const again = new Set<number>()

  async function followLog(office: number): Promise<void> {
    const station = await findCurrentStation(parts.store.pool, office)
    for (let epoch = 1; epoch <= (station?.epoch ?? 0); epoch++) {
      for (;;) {
        const page = await listEventsAfter(
          parts.store,
          office,
          epoch,
          await findPosition(parts.store, office, epoch),
          PAGE,
        )
        for (const event of page) {
          const examined = event.kind === APPROVED ? await examine(parts, office, event) : undefined
          await parts.store.transaction(async (connection) => {
            if (examined) await keep(connection, office, event, examined)
            await putPosition(connection, office, { epoch, seq: event.seq })
          })
        }
        if (page.length < PAGE) break
      }
    }
  }

  async function followBlobs(office: number): Promise<void> {
    for (const id of await listBlobsAwaited(parts.store, office)) {
      const judged = await findJudged(parts.store, office, id)
      const event = (await listEventsOfKind(parts.store, office, APPROVED, id)).find(
        (one) => one.hash === judged?.approvedHash,
      )
      if (!event) continue
      const examined = await examine(parts, office, event)
      if (examined.judgement !== 'blobs-awaited')
        await parts.store.transaction((connection) => keep(connection, office, event, examined))
    }
  }

  function look(office: number): Promise<void> {
    const standing = running.get(office)
    if (standing) {
      again.add(office)
      return standing
    }
    const run = (async () => {
      do {
        again.delete(office)
        await followLog(office)
        await followBlobs(office)
      } while (again.has(office))
    })()
      .catch(report)
      .finally(() => running.delete(office))
    running.set(office, run)
    return run
  }

  return { look, idle: () => Promise.all(running.values()) }
}
