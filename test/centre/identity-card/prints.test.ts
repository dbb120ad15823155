import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuthority } from '../../../centre/authority/index.ts'
import { printRegister } from '../../../centre/fingerprint/index.ts'
import { openCentreStore } from '../../../centre/store/index.ts'
import { fingerPositions, isoFingerCode } from '../../../domain/biometric/finger-position.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import { syntheticPrints } from '../../synthetic-prints.ts'
import { enrolTestStation, OTHER_OFFICE, startTestCentre, type TestCentre, type TestStation } from '../test-centre.ts'
import { type Approver, decisionAbout, openAccount, sendPortrait, submitAndApprove } from './written-application.ts'

let centre: TestCentre
let station: TestStation
let hung: Approver
beforeAll(async () => {
  centre = await startTestCentre(300)
  station = await enrolTestStation(centre)
  hung = await openAccount(station, 'hung')
})
afterAll(async () => {
  await station.client.close()
  await centre.stop()
})

/** Somebody alive, with a day of birth, whose card is not being made. */
async function somebody(nth: number): Promise<PopulationRecord> {
  const rows = await centre.query<{ record: string }>(
    `SELECT record FROM person WHERE status = 'living' AND length(birth) = 10
     ORDER BY personal_number OFFSET 50 + $1 LIMIT 1`,
    [nth],
  )
  return JSON.parse(rows[0]?.record ?? '') as PopulationRecord
}

/** Takes an application with these prints all the way; answers the decision and what was noted of the prints. */
async function decide(person: PopulationRecord, prints: Record<string, Uint8Array>, from = station, leader = hung) {
  const written = await submitAndApprove(from, leader, person, { prints })
  await sendPortrait(from, written)
  const decision = await decisionAbout(from, written.id)
  const noted = await centre.query<{ prints: string }>('SELECT prints FROM card_decision WHERE application = $1', [
    written.id,
  ])
  return { ...decision, id: written.id, prints: noted[0]?.prints }
}

const casesOf = (id: string) =>
  centre.query<{ kind: string; detail: string }>('SELECT kind, detail FROM adjudication_case WHERE subject = $1', [id])
const templatesOf = (id: string) =>
  centre.query<{ sealed: Buffer }>('SELECT sealed FROM print_template WHERE application = $1', [id])
/** As if the card had been issued: the number may apply again. */
const release = (id: string) => centre.query('DELETE FROM card_claim WHERE application = $1', [id])

test('a first application is accepted, and its templates are kept sealed and apart from the name', async () => {
  const person = await somebody(1)
  const decision = await decide(person, syntheticPrints('an', 1))
  expect(decision).toMatchObject({ decision: 'accepted', prints: 'no-hit', remark: '' })
  const [kept] = await templatesOf(decision.id)
  expect(kept?.sealed.length).toBeGreaterThan(1_000)
  expect(kept?.sealed.includes(Buffer.from(person.personalNumber))).toBe(false)
})

test('the fingers of an accepted person under another name are returned, and become a case for an officer', async () => {
  const first = await decide(await somebody(2), syntheticPrints('binh', 1))
  const other = await somebody(3)
  const second = await decide(other, syntheticPrints('binh', 2))
  expect(first).toMatchObject({ decision: 'accepted' })
  expect(second).toMatchObject({ decision: 'returned', reason: 'fingerprints-duplicate', prints: 'other-person' })
  expect(second.remark).not.toMatch(/\d{12}/)
  const [opened] = await casesOf(second.id)
  expect(opened?.kind).toBe('fingerprints-duplicate')
  expect(JSON.parse(opened?.detail ?? '{}').others).toContain(first.id)
  expect(await templatesOf(second.id)).toEqual([])
})

test('the same person again under the same number is confirmed, not held up', async () => {
  const person = await somebody(4)
  const first = await decide(person, syntheticPrints('chi', 1))
  await release(first.id)
  expect(await decide(person, syntheticPrints('chi', 2))).toMatchObject({ decision: 'accepted', prints: 'confirmed' })
})

test('other fingers under a number whose prints are known are a case, with the number free or taken', async () => {
  const person = await somebody(5)
  const first = await decide(person, syntheticPrints('dung', 1))
  const taken = await decide(person, syntheticPrints('en', 1))
  expect(taken).toMatchObject({ decision: 'returned', reason: 'already-in-process', prints: 'not-the-same' })
  expect((await casesOf(taken.id)).map((one) => one.kind)).toEqual(['not-the-same-person'])
  await release(first.id)
  const free = await decide(person, syntheticPrints('en', 2))
  expect(free).toMatchObject({ decision: 'returned', reason: 'other', prints: 'not-the-same' })
  expect(free.remark).toContain('không khớp')
  expect((await casesOf(free.id)).map((one) => one.kind)).toEqual(['not-the-same-person'])
})

test('one hand under two names at two offices at the same moment: one of them is returned', async () => {
  const other = await enrolTestStation(centre, OTHER_OFFICE)
  const leader = await openAccount(other, 'dung')
  const [one, two] = [await somebody(6), await somebody(7)]
  const decisions = await Promise.all([
    decide(one, syntheticPrints('giang', 1)),
    decide(two, syntheticPrints('giang', 2), other, leader),
  ])
  expect(decisions.map((decision) => decision.prints).sort()).toEqual(['no-hit', 'other-person'])
  await other.client.close()
})

test('what was withdrawn is forgotten in the table and in memory', async () => {
  const first = await decide(await somebody(8), syntheticPrints('hai', 1))
  await station.client.push(station.office, [
    station.next({ kind: 'identity-card.application-withdrawn', subject: first.id, body: { remark: 'thôi' } }),
  ])
  const second = await decide(await somebody(9), syntheticPrints('hai', 2))
  expect(await templatesOf(first.id)).toEqual([])
  expect(second).toMatchObject({ decision: 'accepted', prints: 'no-hit' })
})

test('memory is filled from the table at the start: a restarted centre still finds the fingers', async () => {
  await decide(await somebody(10), syntheticPrints('khoa', 1))
  await centre.restart({ port: centre.centre().port })
  expect(await decide(await somebody(11), syntheticPrints('khoa', 2))).toMatchObject({ prints: 'other-person' })
})

test('a kill between commit and memory, or before the commit, is made good once', async () => {
  const first = await decide(await somebody(12), syntheticPrints('lan', 1))
  const before = await templatesOf(first.id)
  // As if the kill had come right after the commit of the events: nothing of the examination was written.
  await centre.query('DELETE FROM card_decision WHERE application = $1', [first.id])
  await centre.query('DELETE FROM card_application WHERE id = $1', [first.id])
  await centre.query('DELETE FROM print_template WHERE application = $1', [first.id])
  await release(first.id)
  await centre.query('UPDATE projection SET seq = seq - 2 WHERE office = $1', [station.office])
  await centre.restart({ port: centre.centre().port })
  for (let waited = 0; (await templatesOf(first.id)).length === 0 && waited < 10_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await templatesOf(first.id)).toHaveLength(1)
  expect(before).toHaveLength(1)
  expect(await casesOf(first.id)).toEqual([])
})

test('records that show no finger are judged all the same, and the decision says that prints were not compared', async () => {
  const unreadable = await decide(await somebody(13), { 'right-thumb': new Uint8Array(Buffer.from('no record')) })
  expect(unreadable).toMatchObject({ decision: 'accepted', prints: 'not-compared' })
  expect(unreadable.remark).toContain('chưa so được vân tay')
})

test('a register that does not open is reported, work goes on uncompared, and it is used again when it opens', async () => {
  const [last] = await centre.query<{ application: string }>('SELECT application FROM print_template LIMIT 1')
  const mend = (sign: string) =>
    centre.query(`UPDATE print_template SET sealed = ${sign} WHERE application = $1`, [last?.application])
  await mend(`sealed || '\\x00'::bytea`)
  await centre.restart({ port: centre.centre().port })
  const uncompared = await decide(await somebody(14), syntheticPrints('mai', 1))
  expect(uncompared).toMatchObject({ decision: 'accepted', prints: 'not-compared' })
  await mend('substring(sealed FOR length(sealed) - 1)')
  expect(await decide(await somebody(15), syntheticPrints('mai', 2))).toMatchObject({ prints: 'other-person' })
})

/** What was found of an application after it had been accepted uncompared. */
async function lateFinding(id: string): Promise<string | undefined> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const [late] = await centre.query<{ outcome: string }>(
      'SELECT outcome FROM late_print_finding WHERE application = $1',
      [id],
    )
    if (late) return late.outcome
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return undefined
}

/** As if the engine had been away when it was accepted: the decision says so and no template was made. */
async function forgetComparison(id: string): Promise<void> {
  await centre.query("UPDATE card_decision SET prints = 'not-compared' WHERE application = $1", [id])
  await centre.query('DELETE FROM print_template WHERE application = $1', [id])
  await centre.query('DELETE FROM late_print_finding WHERE application = $1', [id])
}

test('what was accepted uncompared is compared at the next start, and its hit becomes the case it would have been', async () => {
  const first = await decide(await somebody(16), syntheticPrints('oanh', 1))
  await forgetComparison(first.id)
  await centre.restart({ port: centre.centre().port })
  expect(await lateFinding(first.id)).toBe('no-hit')
  expect(await templatesOf(first.id)).toHaveLength(1)
  expect(await casesOf(first.id)).toEqual([])
  // The same hand under another number, accepted while nobody could compare.
  await centre.query('DELETE FROM print_template WHERE application = $1', [first.id])
  await centre.restart({ port: centre.centre().port })
  const second = await decide(await somebody(17), syntheticPrints('oanh', 2))
  expect(second).toMatchObject({ decision: 'accepted', prints: 'no-hit' })
  await forgetComparison(first.id)
  await centre.query("UPDATE card_decision SET prints = 'not-compared' WHERE application = $1", [second.id])
  await centre.restart({ port: centre.centre().port })
  expect(await lateFinding(first.id)).toBe('other-person')
  const [opened] = await casesOf(first.id)
  expect(opened?.kind).toBe('fingerprints-duplicate')
  expect(JSON.parse(opened?.detail ?? '{}').others).toContain(second.id)
  const decisions = await centre.query('SELECT decision FROM card_decision WHERE application = $1', [first.id])
  expect(decisions).toEqual([{ decision: 'accepted' }])
})

test('a late comparison that a kill cut off is done once, and one whose prints show no finger is not tried for ever', async () => {
  const one = await decide(await somebody(18), syntheticPrints('phuc', 1))
  await forgetComparison(one.id)
  const unreadable = await decide(await somebody(19), { 'right-thumb': new Uint8Array(Buffer.from('no record')) })
  await centre.restart({ port: centre.centre().port })
  await centre.restart({ port: centre.centre().port })
  expect(await lateFinding(one.id)).toBe('no-hit')
  expect(await lateFinding(unreadable.id)).toBe('unreadable')
  const rows = await centre.query('SELECT outcome FROM late_print_finding WHERE application = $1', [one.id])
  expect(rows).toHaveLength(1)
})

test('without the engine no templates are made, and it is reported', () => {
  const program = `
    const { printRegister } = await import(${JSON.stringify(path.resolve('centre/fingerprint/index.ts'))})
    const faults = []
    const register = printRegister({}, {}, (cause) => faults.push(String(cause)))
    const record = Buffer.from(process.argv[1], 'base64')
    const made = await register.make([{ position: 1, record }])
    const found = await register.check([], { office: 1, application: 'a' }, '1')
    console.log(JSON.stringify({ made: made ?? null, found, faults }))`
  const record = Buffer.from(syntheticPrints('an', 1, ['right-thumb'])['right-thumb'] ?? []).toString('base64')
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program, record], {
    env: { ...process.env, SOBO_FINGERPRINT_ADDON: '/nowhere/fingerprint.node' },
    encoding: 'utf8',
  })
  const said = JSON.parse(ran.stdout)
  expect(said).toMatchObject({ made: null, found: { outcome: 'not-compared' } })
  expect(said.faults).toHaveLength(2)
})

test('templates of ten fingers and their search take less than five seconds on a busy machine', async () => {
  const store = await openCentreStore(centre.centre().databaseUrl, () => undefined)
  const authority = await openAuthority(centre.options.dataFolder)
  const faults: unknown[] = []
  const register = printRegister(store, authority.templateKey, (cause) => faults.push(cause))
  const clear = fingerPositions.map((finger) => ({
    position: isoFingerCode(finger),
    record: syntheticPrints('nam', 1, [finger])[finger] ?? new Uint8Array(),
  }))
  const people = await register.size()
  const begin = performance.now()
  const made = (await register.make(clear)) ?? []
  const between = performance.now()
  const finding = await register.check(made, { office: 103, application: 'x' }, '000000000000')
  const end = performance.now()
  process.stdout.write(
    `ten fingers: templates ${(between - begin).toFixed(0)} ms, search ${(end - between).toFixed(0)} ms among ${people} people\n`,
  )
  expect(made).toHaveLength(10)
  expect(finding.outcome).toBe('no-hit')
  expect(faults).toEqual([])
  expect(end - begin).toBeLessThan(5_000)
  await store.close()
})
