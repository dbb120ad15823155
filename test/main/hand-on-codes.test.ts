import { expect, test } from 'vitest'
import { handOnCodes } from '../../main/hand-on-codes.ts'
import type { CodeScanners, ScannedCode } from '../../main/hardware/index.ts'

const code = (text: string): ScannedCode => ({
  text,
  symbology: ']Q1',
  bytes: new TextEncoder().encode(text),
  device: 'hid:/dev/hidraw0',
})

/** Hands on these codes, with somebody signed in or nobody; answers with what the window and the log were told. */
async function handOn(codes: readonly ScannedCode[], signedIn: boolean) {
  const told: unknown[] = []
  const noted: unknown[] = []
  const scanners: Pick<CodeScanners, 'codes'> = {
    async *codes() {
      yield* codes
    },
  }
  await handOnCodes(
    {
      scanners: scanners as CodeScanners,
      board: { note: (kind: string, event: object, id: string) => noted.push([kind, event, id]) } as never,
      session: { current: signedIn ? ({ account: 'lan' } as never) : undefined },
      notify: (topic, body) => told.push([topic, body]),
      log: { note: (step, detail) => noted.push([step, detail]) },
    },
    new AbortController().signal,
  )
  return { told, noted }
}

test('what a scanner reads is told to the clerk who is signed in, and the device board knows that it was used', async () => {
  const { told, noted } = await handOn([code('001090012345|')], true)
  expect(told).toEqual([['code', { text: '001090012345|', symbology: ']Q1', tooLong: false }]])
  expect(noted).toEqual([['code-scanner', { used: true }, 'hid:/dev/hidraw0']])
})

test('a code read at a desk nobody sits at goes nowhere, and no log holds its text', async () => {
  const { told, noted } = await handOn([code('001090012345|Nguyễn Văn An')], false)
  expect(told).toEqual([])
  expect(noted[1]).toEqual(['code-without-clerk', { bytes: 29 }])
  expect(JSON.stringify(noted)).not.toContain('001090012345')
})

test('a code that is longer than a question may be is told as too long, never cut', async () => {
  const { told } = await handOn([code('9'.repeat(4_001))], true)
  expect(told).toEqual([['code', { text: '', symbology: ']Q1', tooLong: true }]])
})
