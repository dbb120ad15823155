import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStationConfig } from '../../main/station-config.ts'
import type { StationState } from '../../preload/contract/session.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { deskEyes } from '../look-over/desk-eyes.ts'
import { allTexts } from '../renderer/text-files.ts'
import { type KeyboardHand, keyboardHand } from './keyboard-hand.ts'
import { pictureFailure } from './picture-failure.ts'

// The real window, the real engine, the simulated scanner over its own signed protocol; nothing is done with a mouse.

const texts = allTexts('vi')
const t = (key: string) => texts[key] ?? `no text ${key}`

let opened: LaunchedDesk
let desk: Page
let keys: KeyboardHand
beforeAll(async () => {
  opened = await launchDesk()
  await freshDesk()
})
afterAll(() => opened?.close())

async function freshDesk(): Promise<void> {
  desk = await opened.desk()
  desk.setDefaultTimeout(40_000)
  keys = keyboardHand(desk)
}

async function order(where: string, body: unknown): Promise<void> {
  const port = readStationConfig(opened.dataFolder).training?.fingersPort
  const answer = await fetch(`http://127.0.0.1:${port}/admin/${where}`, { method: 'POST', body: JSON.stringify(body) })
  expect(await answer.json()).toEqual({ ok: true })
}

const passwordOf = (account: string) => hand.accountOf(opened.dataFolder, account).password

async function typePassword(account: string): Promise<void> {
  await desk.getByRole('textbox', { name: t('sign-in.account'), exact: true }).waitFor({ timeout: 60_000 })
  await keys.tabTo('textbox', t('sign-in.account'))
  await keys.type(account)
  await keys.press('Tab')
  await keys.type(passwordOf(account))
  await keys.press('Enter')
}

const atTheBoard = () => desk.getByRole('link', { name: /Bàn làm việc/ }).waitFor()
const signedIn = async () => (await hand.ask<StationState>(desk, 'session.state')).signedIn?.account

const eyes = deskEyes(() => opened)
async function lookOver(name: string): Promise<void> {
  expect(await eyes.lookOver(desk, name)).toEqual([])
}

test('a clerk registers two fingers while the leader stands by, by keyboard alone', async () => {
  pictureFailure(() => opened, 'clerk-finger-register')
  await typePassword('lan')
  await atTheBoard()
  await keys.press('Control+k')
  await desk.getByRole('dialog').waitFor()
  await keys.type('van tay dang nhap')
  await keys.press('Enter')
  await desk.getByRole('heading', { name: t('clerk-finger.title'), exact: true }).waitFor()
  await lookOver('clerk-finger-begin')
  await keys.tabTo('textbox', t('clerk-finger.witness'))
  await keys.type('hung')
  await keys.press('Enter')
  await keys.type(passwordOf('hung'))
  await keys.press('Enter')
  await desk.getByText(/Người chứng kiến: Trần Quốc Hùng/).waitFor()
  for (let taken = 0; taken < 12; taken++) {
    if ((await desk.getByText('Đã đăng ký', { exact: true }).count()) > 0) break
    if (taken === 1) await lookOver('clerk-finger-take')
    await desk.getByRole('button', { name: t('clerk-finger.take') }).waitFor()
    await keys.press('F8')
    await desk.locator('.finger-glass[data-live]').waitFor()
    if (taken === 2) await lookOver('clerk-finger-live')
    await desk.locator('.finger-glass[data-live]').waitFor({ state: 'detached' })
  }
  await desk.getByText(/Ngón trỏ phải, Ngón trỏ trái. Đăng ký/).waitFor()
  await lookOver('clerk-finger-registered')
})

test('at the next sign-in the scanner is lit after the password, and the finger lets the clerk in where the work stood', async () => {
  pictureFailure(() => opened, 'clerk-finger-sign-in')
  const closed = desk.waitForEvent('close')
  // The window goes while the key is still being told to it.
  await Promise.all([closed, keys.press('F12').catch((fault: Error) => expect(fault.message).toMatch(/closed/))])
  await freshDesk()
  await order('delay', { delay: 4_000 })
  await typePassword('lan')
  await desk.getByText(/Nguyễn Thị Lan đặt ngón tay/).waitFor()
  expect(await signedIn()).toBeUndefined()
  await desk.locator('.finger-glass-picture img').waitFor()
  await desk.getByRole('heading', { name: t('clerk-finger.title'), exact: true }).waitFor()
  expect(await signedIn()).toBe('lan')
  await order('delay', { delay: 600 })
})

test('a wrong finger and an earlier capture played again are refused in words, and the leader’s word lets the clerk in', async () => {
  pictureFailure(() => opened, 'clerk-finger-refused')
  await hand.signOut(desk)
  await freshDesk()
  await order('fault', { fault: 'other-person-ridges' })
  await typePassword('lan')
  await desk.getByText(/Ngón tay này không khớp .* còn 4 lần/).waitFor()
  expect(await signedIn()).toBeUndefined()
  await lookOver('clerk-finger-differs')
  await order('fault', { fault: 'replay' })
  await keys.tabTo('button', t('clerk-finger.scan'))
  await keys.press('Enter')
  await desk.getByText(/Máy thu không chứng minh được/).waitFor()
  expect(await signedIn()).toBeUndefined()
  await keys.tabTo('button', t('clerk-finger.around'))
  await keys.press('Enter')
  await desk.getByRole('textbox', { name: t('clerk-finger.voucher') }).waitFor()
  await lookOver('clerk-finger-around')
  await keys.tabTo('textbox', t('clerk-finger.voucher'))
  await keys.type('hung')
  await keys.press('Enter')
  await keys.type(passwordOf('hung'))
  await keys.press('Enter')
  await atTheBoard()
  expect(await signedIn()).toBe('lan')
})

test('going back asks for account and password again, and who has no finger registered meets no second step', async () => {
  pictureFailure(() => opened, 'clerk-finger-back')
  await hand.signOut(desk)
  await freshDesk()
  await order('fault', { fault: 'nothing' })
  await typePassword('lan')
  await desk.getByText(/Không thấy ngón tay trên mặt kính/).waitFor()
  await keys.tabTo('button', t('clerk-finger.back'))
  await keys.press('Enter')
  await typePassword('hung')
  await atTheBoard()
  expect(await signedIn()).toBe('hung')
})
