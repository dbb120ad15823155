import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuthority } from '../../../centre/authority/index.ts'
import { blobFiles } from '../../../centre/blob/index.ts'
import { printRegister } from '../../../centre/fingerprint/index.ts'
import { examiner, rebuildProjection } from '../../../centre/identity-card/index.ts'
import { FeedPage, openSigned, publicKeyFromText } from '../../../centre/protocol/index.ts'
import { openCentreStore } from '../../../centre/store/index.ts'
import { emptyForm } from '../../../domain/identity-card/application.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import {
  enrolTestStation,
  OFFICE,
  OTHER_OFFICE,
  startTestCentre,
  type TestCentre,
  type TestStation,
} from '../test-centre.ts'
import {
  type Approver,
  decisionAbout,
  decisionsOf,
  openAccount,
  picture,
  sendPortrait,
  slope,
  submitAndApprove,
} from './written-application.ts'

let centre: TestCentre
let station: TestStation
let hung: Approver
let samples: Map<string, PopulationRecord | null>
beforeAll(async () => {
  centre = await startTestCentre(300)
  station = await enrolTestStation(centre)
  hung = await openAccount(station, 'hung')
  const file = JSON.parse(readFileSync(centre.options.samplesFile ?? '', 'utf8')) as {
    story: string
    record: PopulationRecord | null
  }[]
  samples = new Map(file.map((sample) => [sample.story, sample.record]))
})
afterAll(async () => {
  await station.client.close()
  await centre.stop()
})

function sample(story: string): PopulationRecord {
  const record = samples.get(story)
  if (!record) throw new Error(`no sample person ${story}`)
  return record
}

type Options = Parameters<typeof submitAndApprove>[3]

/** Takes an application all the way and answers what the centre says of it. */
async function decide(record: Partial<PopulationRecord>, options: Options = {}) {
  const written = await submitAndApprove(station, hung, record, options)
  await sendPortrait(station, written)
  return decisionAbout(station, written.id)
}

const openCases = (kind: string) =>
  centre.query('SELECT subject, detail FROM adjudication_case WHERE kind = $1', [kind])

test.each([
  'exchange-renamed-place',
  'first-issue-at-16',
  'child-with-mother',
  'under-six',
  'minority-year-only',
  'split-commune',
  'reissue',
  'lives-elsewhere',
  'old-identity-card',
])('the sample person of "%s" is accepted', async (story) => {
  expect(await decide(sample(story))).toMatchObject({ decision: 'accepted', reason: null, compared: null })
})

test('a person with two numbers is returned, and the two become a case for an officer; nothing merges', async () => {
  const record = sample('registered-twice')
  const decision = await decide(record)
  expect(decision).toMatchObject({ decision: 'returned', reason: 'data-wrong' })
  expect(decision.remark).toContain('Nghi trùng')
  const [found] = await openCases('person-registered-twice')
  expect(JSON.parse(String(found?.detail)).others).toMatch(/^\d{12}$/)
  expect(decision.remark).not.toMatch(/\d{12}/)
  expect(await centre.query('SELECT 1 FROM person WHERE personal_number = $1', [record.personalNumber])).toHaveLength(1)
})

test('twins and triplets, said to be ones, are no duplicates', async () => {
  const record = sample('registered-twice')
  const written = await submitAndApprove(station, hung, record, {
    body: { form: { ...formOf(record), multipleBirth: true } },
  })
  await sendPortrait(station, written)
  expect(await decisionAbout(station, written.id)).toMatchObject({ decision: 'accepted' })
})

function formOf(record: PopulationRecord) {
  const field = (text: string) => ({ text, source: 'typed' })
  return {
    ...emptyForm(),
    fields: {
      personalNumber: field(record.personalNumber),
      fullName: field(record.fullName),
      dateOfBirth: field(record.dateOfBirth),
      sex: field(record.sex),
    },
  }
}

test('the number of somebody who died is returned and becomes a case', async () => {
  expect(await decide(sample('declared-dead'))).toMatchObject({ decision: 'returned', reason: 'data-wrong' })
  expect(await openCases('person-deceased')).toHaveLength(1)
})

test('somebody the register does not know is returned with what to do', async () => {
  const decision = await decide({ fullName: 'Mạc Thị Lành', dateOfBirth: '01/01/1960', sex: 'female' })
  expect(decision).toMatchObject({ decision: 'returned', reason: 'data-wrong', compared: 'not-found' })
  expect(decision.remark).toContain('DC01')
})

test('an application taken with the line down is compared on arrival, and told how it came out', async () => {
  const person = await somebody(1)
  expect(await decide(person, { body: { notCompared: true } })).toMatchObject({
    decision: 'accepted',
    compared: 'match',
  })
  const named = { ...(await somebody(2)), fullName: 'Tôn Nữ Thị Ninh' }
  expect(await decide(named, { body: { notCompared: true } })).toMatchObject({
    decision: 'returned',
    reason: 'data-wrong',
    compared: 'name-differs',
  })
  const born = { ...(await somebody(3)), dateOfBirth: '1950-02-03' }
  expect(await decide(born, { body: { notCompared: true } })).toMatchObject({ compared: 'birth-date-differs' })
})

/** Somebody of the crowd, alive, known by a day of birth and registered once. */
async function somebody(nth: number): Promise<PopulationRecord> {
  const rows = await centre.query<{ record: string }>(
    `SELECT record FROM person WHERE status = 'living' AND length(birth) = 10
       AND personal_number NOT IN (SELECT personal_number FROM card_claim)
     ORDER BY personal_number OFFSET 50 + $1 LIMIT 1`,
    [nth],
  )
  return JSON.parse(rows[0]?.record ?? '') as PopulationRecord
}

test('one card at a time: the second application of a person is returned, also from another office at the same moment', async () => {
  const person = await somebody(5)
  const other = await enrolTestStation(centre, OTHER_OFFICE)
  const leader = await openAccount(other, 'dung')
  const written = await Promise.all([submitAndApprove(station, hung, person), submitAndApprove(other, leader, person)])
  await Promise.all([sendPortrait(station, written[0]), sendPortrait(other, written[1])])
  const decisions = await Promise.all([decisionAbout(station, written[0].id), decisionAbout(other, written[1].id)])
  expect(decisions.map((one) => one.decision).sort()).toEqual(['accepted', 'returned'])
  expect(decisions.find((one) => one.decision === 'returned')?.reason).toBe('already-in-process')
  const winner = decisions[0]?.decision === 'accepted' ? station : other
  const id = winner === station ? written[0].id : written[1].id
  await winner.client.push(winner.office, [
    winner.next({ kind: 'identity-card.application-withdrawn', subject: id, body: { remark: 'thôi' } }),
  ])
  const third = await submitAndApprove(station, hung, person)
  await sendPortrait(station, third)
  expect(await decisionAbout(station, third.id)).toMatchObject({ decision: 'accepted' })
  await other.client.close()
})

test('an application whose portrait has not arrived waits, and is judged when it has', async () => {
  const written = await submitAndApprove(station, hung, await somebody(6))
  expect(await stateOf(written.id)).toBe('blobs-awaited')
  expect((await decisionsOf(station)).some((one) => one.applicationId === written.id)).toBe(false)
  await sendPortrait(station, written)
  expect(await decisionAbout(station, written.id)).toMatchObject({ decision: 'accepted' })
  expect(await stateOf(written.id)).toBe('accepted')
})

async function stateOf(id: string): Promise<string | undefined> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    const rows = await centre.query<{ state: string }>('SELECT state FROM card_application WHERE id = $1', [id])
    if (rows[0]) return rows[0].state
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return undefined
}

test.each([
  ['black', picture(300, 400, 20, 20)],
  ['white', picture(300, 400, 250, 8)],
  ['one grey', picture(300, 400, 128, 0)],
  ['without a single edge', slope()],
  ['small', picture(120, 160)],
  ['no picture', Buffer.from('not a picture')],
  ['half a picture', picture().subarray(0, 900)],
])('a portrait that is %s is returned with a reason for the portrait', async (_what, clear) => {
  expect(await decide(await somebody(7), { clear })).toMatchObject({
    decision: 'returned',
    reason: 'portrait-rejected',
  })
})

test('an approval counts only from another person, in a role that approves, with their own key and for this submission', async () => {
  const person = await somebody(8)
  const clerk = await openAccount(station, 'lan', ['enrolment-officer'])
  const about = async (options: Options, approver = hung) => {
    const written = await submitAndApprove(station, approver, person, options)
    return (await decisionAbout(station, written.id)).remark
  }
  expect(await about({ clerk: 'hung' })).toContain('không được là người lập hồ sơ')
  expect(await about({ approvedBy: 'lan' })).toContain('không được là người lập hồ sơ')
  expect(await about({ clerk: 'binh' }, clerk)).toContain('không có quyền duyệt')
  expect(await about({}, { ...hung, key: clerk.key })).toContain('Chữ ký duyệt không hợp lệ')
  expect(await about({}, { ...hung, account: 'nobody' })).toContain('chưa biết tài khoản')
  expect(await about({ forge: { submittedHash: 'ab'.repeat(32) } })).toContain('không phải bản trình mới nhất')
  expect(await about({ forge: { approvalSignature: 7 } })).toContain('không đọc được')
  expect(await about({ body: { form: 'rubbish' } })).toContain('không đọc được')
})

test('what comes back may be approved again, and is judged anew; an approval of what was taken back is not', async () => {
  const person = await somebody(9)
  const id = randomUUID()
  const dark = await submitAndApprove(station, hung, person, { id, clear: picture(300, 400, 20, 20) })
  await sendPortrait(station, dark)
  expect(await decisionAbout(station, id)).toMatchObject({ reason: 'portrait-rejected' })
  const better = await submitAndApprove(station, hung, person, { id })
  await sendPortrait(station, better)
  expect(await decisionAbout(station, id, 2)).toMatchObject({ decision: 'accepted' })
})

test('hostile text in a form is judged like any other', async () => {
  const person = { fullName: 'A\u0000B %_\\ C', dateOfBirth: '\u0000', sex: 'x', personalNumber: '00\u00001' }
  const decision = await decide(person as unknown as Partial<PopulationRecord>)
  expect(decision).toMatchObject({ decision: 'returned' })
})

test('the feed says how far the log of the office is in its decisions', async () => {
  const last = await submitAndApprove(station, hung, await somebody(10))
  await sendPortrait(station, last)
  await decisionAbout(station, last.id)
  const opened = openSigned(await station.client.feed(OFFICE.id, 0), publicKeyFromText(station.reply.feedKey), FeedPage)
  const heads = await centre.query<{ seq: number }>('SELECT seq FROM office_head WHERE office = $1', [OFFICE.id])
  expect(opened.ok && opened.value.foldedIn).toMatchObject({ epoch: 1, seq: heads[0]?.seq })
})

function raise(cause: unknown): never {
  throw cause
}

test('the rows are rebuilt from the events to what they were, and nothing is said twice', async () => {
  const store = await openCentreStore(centre.centre().databaseUrl, () => undefined)
  const authority = await openAuthority(centre.options.dataFolder)
  const rows = () =>
    centre.query(
      'SELECT office, id, personal_number, state, reason FROM card_application WHERE office = $1 ORDER BY id',
      [OFFICE.id],
    )
  const [before, said] = [await rows(), await decisionsOf(station)]
  const own = examiner(
    {
      store,
      files: blobFiles(`${centre.options.dataFolder}/blobs`),
      blobKey: authority.blobKey,
      prints: printRegister(store, authority.templateKey, raise),
    },
    raise,
  )
  await rebuildProjection(store, own, OFFICE.id)
  expect(await rows()).toEqual(before)
  expect(await decisionsOf(station)).toEqual(said)
  expect(before.length).toBeGreaterThan(20)
  await own.close()
  await store.close()
})

test('a kill between commit and judgement is made good at the next start, once', async () => {
  const written = await submitAndApprove(station, hung, await somebody(11))
  await sendPortrait(station, written)
  await decisionAbout(station, written.id)
  // As if the kill had come right after the commit of the events: nothing of the projection was written.
  await centre.query('DELETE FROM card_decision WHERE application = $1', [written.id])
  await centre.query('DELETE FROM card_application WHERE id = $1', [written.id])
  await centre.query('DELETE FROM card_claim WHERE application = $1', [written.id])
  await centre.query('UPDATE projection SET seq = seq - 2 WHERE office = $1', [OFFICE.id])
  await centre.restart()
  for (let waited = 0; (await stateOf(written.id)) !== 'accepted' && waited < 5_000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20))
  const decided = await centre.query('SELECT 1 FROM card_decision WHERE application = $1', [written.id])
  expect(decided).toHaveLength(1)
})
