import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import type { PcscReaders } from '../../main/hardware/chip-reader/drivers/pcsc/pcsc-readers.ts'
import { readChipTrust } from '../../main/hardware/index.ts'
import { applicationDesk, chipReadingRoom } from '../../main/identity-card/application/index.ts'
import { readCode } from '../../main/identity-card/application/read-code.ts'
import { createApplication } from '../../main/identity-card/application/take-in.ts'
import { readUnits } from '../../main/reference.ts'
import { findBlobContent } from '../../main/replication/index.ts'
import { openAccount, session } from '../../main/session/index.ts'
import { startVirtualReaders, type VirtualReaders, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import { newStore } from '../main/new-store.ts'
import { driverOn, type EmulatedCard, emulateCard, holder, untilCard } from './chip-card.ts'

// From the card on the reader to the fields of an application, through everything that ships but the window.

const why = whyNoVirtualReaders()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

const zone = ['IDVNM0900123450001090012345<<1', '9003152M3003150VNM<<<<<<<<<<<2', 'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<']

describe.skipIf(why !== undefined)('a card put on the reader of the counter', () => {
  let readers: VirtualReaders
  let driver: PcscReaders
  let card: EmulatedCard

  beforeAll(async () => {
    readers = await startVirtualReaders()
    driver = driverOn(readers)
    card = await emulateCard(readers, {})
    await untilCard(driver, 'present')
  })
  afterAll(async () => {
    await driver?.stop()
    await card?.stop()
    await readers?.stop()
  })

  /** A counter with one application, and the room that reads chips into it. */
  async function counter() {
    const { store, log } = newStore()
    const clerk = { displayName: 'Nguyễn Thị Lan', title: 'Cán bộ thu nhận', roles: ['intake-officer' as const] }
    await openAccount(store, log, { ...clerk, name: 'lan', password: 'song-nui-42' })
    const who = session(store)
    if (!(await who.signIn('lan', 'song-nui-42')).ok) throw new Error('not signed in')
    const day = plainDate('2026-11-26')
    const heard: string[] = []
    const desk = applicationDesk({
      store,
      log,
      session: who,
      units: readUnits(),
      office: trainingOffice(day),
      legalDay: () => day,
      notify: (topic) => heard.push(topic),
      now: Date.now,
    })
    const room = chipReadingRoom({
      desk,
      readers: driver,
      trust: () => readChipTrust(card.trustFolder),
      blobKey: generateKeyPairSync('x25519').publicKey,
      onDevice: () => undefined,
      today: () => day,
    })
    const made = createApplication(desk, { ticket: 'A1', channel: 'at-office', requestId: 'r1' })
    if (!made.ok) throw new Error(made.failure)
    const { id } = made.value
    const read = (key: Parameters<typeof room.run>[0]['key']) =>
      room.run({ id, key, reader: null, spendLastTry: false })
    return { store, desk, room, id, read, heard }
  }

  async function readWhole(at: Awaited<ReturnType<typeof counter>>) {
    const outcome = await at.read({ by: 'scanned-zone' })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    return outcome.value
  }

  test('fills the fields with source "chip", keeps the portrait, says the verdicts', async () => {
    const at = await counter()
    at.room.rememberZone(at.id, zone)
    const { view, filled, finding, portrait } = await readWhole(at)
    expect(filled).toEqual(expect.arrayContaining(['personalNumber', 'fullName', 'dateOfBirth', 'sex', 'ethnicity']))
    expect(view.form.fields.fullName).toEqual({ text: holder.fullName, source: 'chip' })
    expect(view.form.fields.dateOfBirth).toEqual({ text: '15/03/1990', source: 'chip' })
    expect(view.form.fields.sex).toEqual({ text: 'male', source: 'chip' })
    expect(view.form.fields.fatherName).toEqual({ text: holder.fatherName, source: 'chip' })
    expect(view.form.addresses.permanentResidence).toMatchObject({ source: 'chip', written: holder.residence })
    expect(finding).toMatchObject({
      access: 'PACE',
      passive: { verdict: 'valid', reason: null },
      active: { verdict: 'valid' },
      chip: { verdict: 'valid' },
      disagreements: [],
      closed: ['DG3'],
    })
    expect(view.captures.chip).toEqual(finding)
    expect(portrait?.subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8))
    expect(findBlobContent(at.store, finding.portrait ?? '')).toBeDefined()
    expect(view.findings.filter((one) => one.code.startsWith('chip-'))).toEqual([])
    expect(at.heard).toContain('chip')
  })

  test('what stands in the form is not overwritten, and a code that says otherwise is a suspected forgery', async () => {
    const at = await counter()
    const qr = '001090012346||Nguyễn Văn Bình|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|15072024'
    const scanned = readCode(at.desk, { id: at.id, text: qr, channel: 'scanned' })
    expect(scanned.ok).toBe(true)
    at.room.rememberZone(at.id, zone)
    const { view, conflicts, finding } = await readWhole(at)
    expect(view.form.fields.fullName).toEqual({ text: 'Nguyễn Văn Bình', source: 'qr' })
    expect(conflicts.map((one) => one.field)).toEqual(expect.arrayContaining(['personalNumber', 'fullName']))
    expect(finding.disagreements.map((one) => one.field)).toEqual(['personalNumber', 'fullName'])
    expect(view.findings).toContainEqual(
      expect.objectContaining({ code: 'chip-data-disagree', severity: 'warning', field: 'personalNumber' }),
    )
  })

  test('opens with number, birth and expiry of the form, and with nothing says what is missing', async () => {
    const at = await counter()
    expect(await at.read({ by: 'scanned-zone' })).toMatchObject({ ok: false, failure: 'chip-key-missing' })
    expect(await at.read({ by: 'form', expiresOn: '2030-03-15' })).toMatchObject({ failure: 'chip-key-missing' })
    at.desk.change(at.id, {}, (application) => ({
      ...application,
      form: {
        ...application.form,
        fields: {
          personalNumber: { text: holder.personalNumber, source: 'typed' },
          dateOfBirth: { text: '15/03/1990', source: 'typed' },
        },
      },
    }))
    expect(at.room.state(at.id)).toMatchObject({ ok: true, value: { holderAtHand: true, zoneAtHand: false } })
    const wrong = await at.read({ by: 'form', expiresOn: '2031-03-15' })
    expect(wrong).toMatchObject({ ok: false, failure: 'chip-wrong-access-key', detail: { tries: -1 } })
    expect((await at.read({ by: 'form', expiresOn: '2030-03-15' })).ok).toBe(true)
  })

  test('a forged group and a copied chip become warnings the leader sees', async () => {
    await card.order({ remove: true })
    await untilCard(driver, 'absent')
    await card.order({ profile: { holder, clone: true, signer: 'forger' }, insert: true })
    await untilCard(driver, 'present')
    const at = await counter()
    at.room.rememberZone(at.id, zone)
    const { view } = await readWhole(at)
    expect(view.findings.map((one) => one.code)).toEqual(
      expect.arrayContaining(['chip-signature-invalid', 'chip-copied']),
    )
    expect(view.form.fields.fullName).toEqual({ text: holder.fullName, source: 'chip' })
    expect(view.captures.chip?.portrait).not.toBeNull()
    await card.order({ remove: true })
    await untilCard(driver, 'absent')
    expect(await at.read({ by: 'scanned-zone' })).toMatchObject({ ok: false, failure: 'chip-no-card' })
  })
})
