import { beforeAll, describe, expect, test } from 'vitest'
import { type TestIssuer, testIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { type Between, readEmulated, refusesInClear } from './emulated-reading.ts'

// Cards that fail or refuse a proof, or drop secure messaging with a bare status word: the data are read, the verdict is not more than was checked.

const SELECT = 0xa4
const MANAGE_SECURITY = 0x22
const READ = 0xb0
const PROVE = 0x88

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await testIssuer()
})

/** Without a portrait: drawing one takes longer than all the rest. */
const SMALL = { dataGroups: [1, 13, 14, 15] }

const WITH_PORTRAIT = { dataGroups: [1, 2, 13, 14, 15] }

/** Protected SELECTs of a card with PACE: the application, EF.COM, EF.SOD, DG14, then chip authentication tries EF.COM. */
const SELECTS = { 'EF.COM': 2, 'EF.SOD': 3, DG14: 4, DG1: 6 } as const

describe('a proof that the card refuses in clear stays open, and everything else is read', () => {
  test.each([
    ['active authentication with 6D00', PROVE, 1, 0x6d00, 0],
    ['active authentication with 6982', PROVE, 1, 0x6982, 0],
    ['chip authentication with 6A80', MANAGE_SECURITY, 1, 0x6a80, 1],
    ['chip authentication with 6985', MANAGE_SECURITY, 1, 0x6985, 1],
  ])('%s', async (which, instruction, nth, statusWord, resets) => {
    const between = refusesInClear(instruction, nth, statusWord)
    const { understood, resets: made } = await readEmulated(issuer, SMALL, { between })
    const isActive = instruction === PROVE
    expect(understood[isActive ? 'activeAuthentication' : 'chipAuthentication'], which).toMatchObject({
      verdict: 'cannot-be-checked',
      reason: 'not-possible',
      detail: expect.stringContaining(statusWord.toString(16).toUpperCase()),
    })
    expect(understood[isActive ? 'chipAuthentication' : 'activeAuthentication'].verdict).toBe('valid')
    expect(understood.passiveAuthentication.verdict).toBe('valid')
    expect(understood.fields).toMatchObject({ personalNumber: '001090012345', fullName: 'Nguyễn Văn An' })
    expect(made).toBe(resets)
  })

  test('a key of 2,048 bits on a card without extended length', async () => {
    const between: Between = (command, answer) =>
      command.length > 5 && command[4] === 0 ? Buffer.from([0x67, 0]) : answer()
    const { understood } = await readEmulated(issuer, { ...SMALL, activeBits: 2048 }, { between })
    expect(understood.activeAuthentication).toMatchObject({ verdict: 'cannot-be-checked' })
    expect(understood.passiveAuthentication.verdict).toBe('valid')
    expect(understood.fields.fullName).toBe('Nguyễn Văn An')
  })
})

describe('a file that the card refuses in clear costs itself', () => {
  test.each([
    ['EF.COM', 'valid'],
    ['EF.SOD', 'cannot-be-checked'],
    ['DG14', 'valid'],
  ] as const)('%s with 6982', async (file, passive) => {
    const between = refusesInClear(SELECT, SELECTS[file], 0x6982)
    const { understood, reading, resets } = await readEmulated(issuer, SMALL, { between })
    expect(Object.keys(understood.files)).not.toContain(file)
    expect(resets).toBe(1)
    expect(understood.passiveAuthentication.verdict).toBe(passive)
    expect(understood.fields.fullName).toBe('Nguyễn Văn An')
    if (file === 'DG14') {
      expect(reading.closed).toContain('DG14')
      expect(understood.chipAuthentication).toMatchObject({
        verdict: 'cannot-be-checked',
        detail: 'the card keeps DG14 closed',
      })
    }
  })

  test('a closed zone leaves the signature open: without DG1 nothing is valid', async () => {
    const between = refusesInClear(SELECT, SELECTS.DG1, 0x6982)
    const { understood, reading } = await readEmulated(issuer, SMALL, { between })
    expect(reading.closed).toContain('DG1')
    expect(understood.passiveAuthentication).toMatchObject({ verdict: 'cannot-be-checked', reason: 'zone-not-read' })
    expect(understood.details?.fullName).toBe('Nguyễn Văn An')
  })

  test('a channel that was lost on the way is opened again and the file asked for once more', async () => {
    const between = refusesInClear(READ, 5, 0x6988)
    const { understood, reading, resets } = await readEmulated(issuer, SMALL, { between })
    expect(resets).toBe(1)
    expect(reading.closed).toEqual(['DG3'])
    expect(understood.passiveAuthentication.verdict).toBe('valid')
  })

  test('a card that refuses long reads in clear is read in short ones', async () => {
    const isLong = (command: Buffer) => command[4] === 0 && command.length > 7
    const between: Between = (command, answer) => (isLong(command) ? Buffer.from([0x67, 0]) : answer())
    const options = { between, readLength: 2048 }
    const { understood, resets } = await readEmulated(issuer, { ...SMALL, activeAuthentication: 'ecdsa' }, options)
    expect(resets).toBe(1)
    expect(understood).toMatchObject({
      passiveAuthentication: { verdict: 'valid' },
      activeAuthentication: { verdict: 'valid' },
    })
  })

  test('a card that opens and then gives nothing at all was not read', async () => {
    const between: Between = (command, answer) =>
      ((command[0] ?? 0) & 0x0c) === 0x0c && command[3] === 0x0c && command[2] === 0x02
        ? Buffer.from([0x69, 0x82])
        : answer()
    await expect(readEmulated(issuer, SMALL, { between })).rejects.toMatchObject({
      name: 'ChipFault',
      step: 'EF.COM: select',
      statusWord: 0x6982,
    })
  })

  test('"well done" in clear is no word of the card: the reading ends', async () => {
    const between = refusesInClear(SELECT, SELECTS.DG1, 0x9000)
    await expect(readEmulated(issuer, SMALL, { between })).rejects.toMatchObject({ failure: 'secure-messaging-lost' })
  })
})

describe('the copy of a card', () => {
  test.each([
    ['with both keys', WITH_PORTRAIT, 'invalid', 'invalid'],
    ['with active authentication alone', { ...SMALL, chipAuthentication: null }, 'cannot-be-checked', 'invalid'],
    ['with chip authentication alone', { ...SMALL, activeAuthentication: 'none' }, 'invalid', 'cannot-be-checked'],
    ['under 3DES', { ...SMALL, chipAuthentication: { cipher: '3DES', curve: 'P-256' } }, 'invalid', 'invalid'],
    ['opened by BAC', { ...SMALL, pace: [] }, 'invalid', 'invalid'],
  ])(
    '%s still fills fields and portrait, under the verdict that it is one',
    async (_, changes, chip, active) => {
      const { understood } = await readEmulated(issuer, { clone: true, ...changes })
      expect(understood.chipAuthentication.verdict).toBe(chip)
      expect(understood.activeAuthentication.verdict).toBe(active)
      expect(understood.fields).toMatchObject({
        personalNumber: '001090012345',
        fullName: 'Nguyễn Văn An',
        fatherName: 'Nguyễn Văn Bình',
      })
      expect(Object.keys(understood.files)).toEqual(expect.arrayContaining(['DG1', 'DG13', 'EF.SOD']))
      // Drawing, coding and decoding the picture takes longer than all the rest: one copy shows it.
      if (changes !== WITH_PORTRAIT) return
      expect(understood.portrait).toMatchObject({ width: 360, height: 480 })
    },
    90_000,
  )
})
