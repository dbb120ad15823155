import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import jpeg from 'jpeg-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApplicationForm } from '../../domain/identity-card/application.ts'
import { readTrainingAccounts } from '../../main/training/training-files.ts'
import type { ApplicationView } from '../../preload/contract/identity-card/application.ts'
import { callNames, windowsOf } from '../../preload/contract/index.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
})

/** A grey picture; nobody's face. */
function picture(width: number, height: number): Uint8Array {
  return new Uint8Array(jpeg.encode({ width, height, data: Buffer.alloc(width * height * 4, 128) }, 80).data)
}

async function newApplication(): Promise<ApplicationView> {
  await station.signIn('lan')
  return station.get<ApplicationView>('application.create', {
    ticket: 'A1',
    channel: 'at-office',
    requestId: randomUUID(),
  })
}

let people = 0

/** Everything an application needs but the leader, taken as the counter takes it. */
async function completeApplication(): Promise<ApplicationView> {
  const made = await newApplication()
  const { form } = finishedApplication('')
  people += 1
  // Another person each time: one number has one application.
  const own: ApplicationForm = {
    ...form,
    fields: { ...form.fields, personalNumber: { text: `0012010${String(10_000 + people)}`, source: 'typed' } },
  }
  const id = made.id
  await station.get('application.save-form', { id, baseVersion: made.version, form: own })
  await station.get('application.go-on-without-record', { id, because: 'not-compared' })
  for (const group of ['right-four', 'left-four', 'thumbs'])
    await station.get('application.capture-prints', { id, group, exceptions: [] })
  const checks = [{ check: 'size', passed: true, figure: 600, limit: 450 }]
  await station.get('application.keep-portrait', { id, jpeg: picture(600, 800), checks, override: null })
  await station.get('application.print', { id, form: 'enrolment-sheet', requestId: randomUUID() })
  await station.get('application.signed-on-paper', { id })
  await station.get('application.print', { id, form: 'appointment-slip', requestId: randomUUID() })
  return station.get<ApplicationView>('application.open', { id })
}

const countEvents = () => station.get<{ log: { events: number } }>('line.detail').then((detail) => detail.log.events)

describe('calls as a hostile or broken window would make them', () => {
  test('whatever is asked in whatever shape, the answer is an outcome and never a fault of the core', async () => {
    await station.signIn('lan')
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...callNames.filter((name) => !name.startsWith('session.'))), fc.string()),
        fc.constantFrom('desk' as const, 'applicant' as const),
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
        async (name, window, request) => {
          const outcome = await station.ask(name, request, window)
          expect(typeof outcome.ok).toBe('boolean')
          if (!outcome.ok) expect(outcome.failure).not.toBe('fault')
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a call from the wrong window is refused by name, whoever is signed in', async () => {
    await station.signIn('hung')
    for (const name of callNames)
      for (const window of ['desk', 'applicant'] as const)
        if (!windowsOf(name).includes(window))
          expect(await station.ask(name, {}, window), name).toMatchObject({ ok: false, failure: 'wrong-window' })
  })

  test('nobody signed in reaches nothing but the sign-in and the state of the line', async () => {
    await station.ask('session.sign-out')
    const open = new Set([
      ...['session.state', 'session.sign-in', 'line.state', 'applicant.view', 'applicant.answer'],
      // The second step of a sign-in; without a first one it leads nowhere (below).
      ...['clerk-finger.sign-in', 'clerk-finger.vouch', 'clerk-finger.go-without'],
      ...['clerk-finger.give-up', 'clerk-finger.cancel-scan'],
    ])
    for (const name of callNames.filter((one) => !open.has(one) && windowsOf(one).includes('desk')))
      expect(await station.ask(name), name).toMatchObject({ ok: false, failure: 'not-signed-in' })
  })

  test('no second step signs anybody in before the password was right', async () => {
    await station.ask('session.sign-out')
    const accounts = readTrainingAccounts(path.join(station.dataFolder, 'accounts.json'))
    const password = accounts.find((one) => one.account === 'hung')?.password
    expect(password).toBeDefined()
    const steps = {
      'clerk-finger.sign-in': { finger: 'right-index' },
      'clerk-finger.vouch': { account: 'hung', password, reason: 'scanner-away' },
      'clerk-finger.go-without': { reason: 'scanner-away' },
    } as const
    for (const [name, request] of Object.entries(steps))
      expect(await station.ask(name, request), name).toMatchObject({ ok: false, failure: 'no-sign-in-open' })
    expect(await station.ask('application.board')).toMatchObject({ failure: 'not-signed-in' })
  })
})

describe('an act is done once', () => {
  test('two clicks on "Trình duyệt" are one submission, and a third with another request finds it gone on', async () => {
    const { id, version } = await completeApplication()
    const request = { id, baseVersion: version, requestId: randomUUID() }
    const before = await countEvents()
    const [first, second] = await Promise.all([
      station.ask('application.submit', request),
      station.ask('application.submit', request),
    ])
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(await countEvents()).toBe(before + 1)
    expect(await station.ask('application.submit', { ...request, requestId: randomUUID() })).toMatchObject({
      ok: false,
      failure: 'not-in-this-state',
    })
  })

  test('the same opening of an application twice gives one number', async () => {
    await station.signIn('lan')
    const request = { ticket: 'A2', channel: 'at-office', requestId: randomUUID() }
    const [a, b] = await Promise.all([
      station.get<ApplicationView>('application.create', request),
      station.get<ApplicationView>('application.create', request),
    ])
    expect(b.id).toBe(a.id)
  })

  test('a leader approves once, and never the own work; a wrong password signs nothing', async () => {
    const { id, version } = await completeApplication()
    await station.get('application.submit', { id, baseVersion: version, requestId: randomUUID() })
    const { password } = (
      JSON.parse(readFileSync(path.join(station.dataFolder, 'accounts.json'), 'utf8')) as {
        account: string
        password: string
      }[]
    ).find((one) => one.account === 'hung') ?? { password: '' }
    expect(
      await station.ask('application.approve', { id, baseVersion: version, password, requestId: randomUUID() }),
    ).toMatchObject({ ok: false, failure: 'not-permitted' })
    await station.signIn('hung')
    const shown = await station.get<ApplicationView>('application.open', { id })
    const request = { id, baseVersion: shown.version, password, requestId: randomUUID() }
    expect(await station.ask('application.approve', { ...request, password: 'sai' })).toMatchObject({
      failure: 'wrong-password',
    })
    const before = await countEvents()
    const outcomes = await Promise.all([
      station.ask('application.approve', request),
      station.ask('application.approve', request),
    ])
    expect(outcomes.map((one) => one.ok)).toEqual([true, true])
    expect(await countEvents()).toBe(before + 1)
    expect((await station.get<ApplicationView>('application.open', { id })).state).toBe('approved')
  })

  test('what a leader returns with a reason is mended and submitted again; both are in the trail', async () => {
    const { id, version } = await completeApplication()
    await station.get('application.submit', { id, baseVersion: version, requestId: randomUUID() })
    await station.signIn('hung')
    await station.get('application.return', {
      id,
      reason: 'portrait-rejected',
      remark: 'Ảnh bị tối, chụp lại.',
      requestId: randomUUID(),
    })
    await station.signIn('lan')
    const back = await station.get<ApplicationView>('application.open', { id })
    expect(back).toMatchObject({ state: 'returned', returned: { by: 'supervisor', remark: 'Ảnh bị tối, chụp lại.' } })
    const checks = [{ check: 'size', passed: true, figure: 700, limit: 450 }]
    await station.get('application.keep-portrait', { id, jpeg: picture(690, 920), checks, override: null })
    // Another picture is another content: what was signed before does not stand for it.
    expect(
      await station.ask('application.submit', {
        id,
        baseVersion: (await station.get<ApplicationView>('application.open', { id })).version,
        requestId: randomUUID(),
      }),
    ).toMatchObject({ ok: false, failure: 'not-complete' })
    await station.get('application.print', { id, form: 'enrolment-sheet', requestId: randomUUID() })
    const signed = await station.get<ApplicationView>('application.signed-on-paper', { id })
    await station.get('application.submit', { id, baseVersion: signed.version, requestId: randomUUID() })
    const { trail } = await station.get<ApplicationView>('application.open', { id })
    expect(trail.map((one) => one.step)).toEqual(['received', 'submitted', 'returned', 'submitted'])
  })
})

describe('what is brought to the counter', () => {
  const whole = picture(800, 1000)
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array(60).fill(0)])
  test.each([
    ['a text that is called a picture', new TextEncoder().encode('Đây không phải là ảnh '.repeat(20)), 'not-an-image'],
    ['a picture cut in the middle', whole.subarray(0, whole.length >> 1), 'truncated'],
    ['a picture of twenty thousand pixels a side', huge(20_000), 'too-large'],
    ['a scan of 21 MB', new Uint8Array(21 * 1024 * 1024).fill(0xff), 'too-large'],
    ['an empty file', new Uint8Array(), 'not-an-image'],
    ['a head of a PNG with nothing behind it', png, 'not-an-image'],
  ])('%s is refused by name, and the application stands as it was', async (_name, content, failure) => {
    const { id, version } = await newApplication()
    expect(await station.ask('application.add-paper', { id, type: 'birth-certificate', content })).toMatchObject({
      ok: false,
      failure,
    })
    expect((await station.get<ApplicationView>('application.open', { id })).version).toBe(version)
  })

  /** A JPEG whose frame header says this many pixels a side. */
  function huge(side: number): Uint8Array {
    const bytes = Uint8Array.from(whole)
    const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0)
    new DataView(bytes.buffer).setUint16(at + 5, side)
    new DataView(bytes.buffer).setUint16(at + 7, side)
    return bytes
  }

  test.each([
    ['rubbish', 'Xin chào, đây không phải mã', 'not-a-code'],
    [
      'a line of an MRZ with a wrong check digit',
      'IDVNM0010123455001201012345<<9\n0110158M2610150VNM<<<<<<<<<<<4\nNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
      'check-digit-wrong',
    ],
  ])('%s under the code scanner says what is wrong and fills nothing', async (_name, text, failure) => {
    const { id } = await newApplication()
    expect(await station.ask('application.read-code', { id, text, channel: 'scanned' })).toMatchObject({
      ok: false,
      failure,
    })
    expect((await station.get<ApplicationView>('application.open', { id })).form.fields).toEqual({})
  })

  test('a code cut off says so, and what could be read of it is kept', async () => {
    const { id } = await newApplication()
    const text = '001201012345||Nguyễn Văn An|15'
    expect(await station.ask('application.read-code', { id, text, channel: 'scanned' })).toMatchObject({
      ok: false,
      failure: 'fields-missing',
    })
    const { form } = await station.get<ApplicationView>('application.open', { id })
    expect(form.fields.personalNumber).toEqual({ text: '001201012345', source: 'qr' })
  })

  test('a date that no calendar has is kept as typed and refused beside its field', async () => {
    const { id, version, form } = await newApplication()
    const dated = { ...form, fields: { dateOfBirth: { text: '31/02/2001', source: 'typed' as const } } }
    const view = await station.get<ApplicationView>('application.save-form', { id, baseVersion: version, form: dated })
    expect(view.form.fields.dateOfBirth?.text).toBe('31/02/2001')
    expect(view.findings.filter((one) => one.field === 'dateOfBirth').map((one) => one.severity)).toContain('gap')
  })

  test('a scanner that breaks off costs the fingers on the glass and nothing more', async () => {
    const { id } = await newApplication()
    await station.get('application.capture-prints', { id, group: 'right-four', exceptions: [] })
    await scanner.order('/admin/fault', { fault: 'disconnect-mid-capture' })
    expect(await station.ask('application.capture-prints', { id, group: 'left-four', exceptions: [] })).toMatchObject({
      ok: false,
      failure: 'capture-interrupted',
    })
    const { captures } = await station.get<ApplicationView>('application.open', { id })
    expect(Object.keys(captures.prints)).toHaveLength(4)
    await station.get('application.capture-prints', { id, group: 'left-four', exceptions: [] })
  })
})

describe('a full disk', () => {
  test('is told as a full disk, leaves no half of an act, and the same act goes through once there is room', async () => {
    const { id, version } = await completeApplication()
    const { sqlite } = station.store
    const before = await countEvents()
    // The store may grow by nothing: what SQLite says then is what it says of a full disk.
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`)
    const request = { id, baseVersion: version, requestId: randomUUID() }
    let outcome = await station.ask('application.submit', request)
    // A few free pages may still be there: papers fill them.
    for (let i = 0; i < 50 && outcome.ok !== false; i++)
      outcome = await station.ask('application.create', {
        ticket: `F${i}`,
        channel: 'at-office',
        requestId: randomUUID(),
      })
    expect(outcome).toMatchObject({ ok: false, failure: 'disk-full' })
    sqlite.pragma('max_page_count = 1073741823')
    const verdict = await station.get<{ intact: boolean; events: number }>('line.verify-log')
    expect(verdict.intact).toBe(true)
    expect(await station.ask('application.submit', request)).toMatchObject({ ok: true })
    expect(await countEvents()).toBeGreaterThan(before)
    expect((await station.get<ApplicationView>('application.open', { id })).state).toBe('awaiting-approval')
  })
})

test('nothing of a person is in the technical log', () => {
  const log = path.join(station.dataFolder, 'station.log')
  if (statSync(log, { throwIfNoEntry: false })) {
    const text = readFileSync(log, 'utf8')
    for (const canary of ['NGUYỄN VĂN AN', '0012010', '15/10/2001', 'Hàng Bông']) expect(text).not.toContain(canary)
  }
})
