import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { posDescriptor, posReports } from '../main/hardware/code-scanner/pos-reports.ts'

// A HID device without a kernel device: umockdev stands between the program and the system, the real node-hid reads it.

const HERE = path.resolve(import.meta.dirname, 'hid-scanner')
const CARD = '001090012345|012345678|Nguyễn Văn Ân|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021'
const probe = spawnSync('umockdev-wrapper', [
  '/usr/bin/python3',
  '-c',
  'import gi; gi.require_version("UMockdev", "1.0")',
])
const there = probe.status === 0
if (!there)
  process.stderr.write(
    'skipped: HID scanner tests; umockdev, gir1.2-umockdev-1.0 and python3-gi are not installed here\n',
  )

const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-hid-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Step = { report: string } | { wait: number } | { plug: true } | { unplug: true }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const scan = (text: string, symbology?: string): Step[] =>
  posReports(new TextEncoder().encode(text), symbology).map((report) => ({ report: hex(report) }))

interface Heard {
  readonly code?: string
  readonly symbology?: string
  readonly devices?: readonly {
    readonly name: string
    readonly serialNumber: string
    readonly trouble: string | null
  }[]
  readonly host?: string
  readonly pid?: number | null
  readonly note?: string
  readonly why?: string
}

/** Runs a desk's way to its scanners beside the pretended device; answers with all it said once it has its codes. */
async function listen(
  steps: readonly Step[],
  codes: number,
  how: { descriptor?: Uint8Array; onHeard?: (heard: Heard, all: readonly Heard[]) => void } = {},
): Promise<Heard[]> {
  const scenario = path.join(folder, `${Math.random()}.json`)
  writeFileSync(scenario, JSON.stringify({ descriptor: hex(how.descriptor ?? posDescriptor), steps }))
  const child = spawn(
    'umockdev-wrapper',
    [
      '/usr/bin/python3',
      path.join(HERE, 'hid-scanner-device.py'),
      scenario,
      process.execPath,
      path.join(HERE, 'hear-codes.ts'),
      String(codes),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const all: Heard[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const heard = JSON.parse(line) as Heard
    all.push(heard)
    how.onHeard?.(heard, all)
  })
  const ended = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  expect(ended).toBe(0)
  return all
}
const codesOf = (all: readonly Heard[]) => all.flatMap((one) => (one.code === undefined ? [] : [one.code]))

test.skipIf(!there)('a card of two reports is heard letter for letter, with its symbology and device', async () => {
  const all = await listen([...scan(CARD), ...scan('TICKET-0042', ']C0')], 2)
  expect(codesOf(all)).toEqual([CARD, 'TICKET-0042'])
  expect(all.filter((one) => one.code).map((one) => one.symbology)).toEqual([']Q1', ']C0'])
  expect(all.findLast((one) => one.devices?.length === 1)?.devices?.[0]).toMatchObject({
    name: 'TestCo Code Scanner 2D',
    serialNumber: 'SC0001',
    trouble: null,
  })
})

test.skipIf(!there)('a scanner that is pulled out and put back goes on', async () => {
  const all = await listen(
    [
      ...scan('one'),
      { wait: 1_200 },
      { unplug: true },
      { wait: 2_500 },
      { plug: true },
      { wait: 2_500 },
      ...scan('two'),
    ],
    2,
  )
  expect(codesOf(all)).toEqual(['one', 'two'])
  const seen = all.flatMap((one) => (one.devices ? [one.devices.length] : []))
  expect(seen).toEqual([0, 1, 0, 1])
})

test.skipIf(!there)('a host that is killed comes back by itself and the next code is heard', async () => {
  let killed = 0
  const all = await listen([...scan('before'), { wait: 6_000 }, ...scan('after')], 2, {
    onHeard(heard, before) {
      const pid = before.findLast((one) => one.pid)?.pid
      if (heard.code !== 'before' || !pid) return
      process.kill(pid, 'SIGKILL')
      killed = pid
    },
  })
  expect(codesOf(all)).toEqual(['before', 'after'])
  const pids = new Set(all.flatMap((one) => (one.pid ? [one.pid] : [])))
  expect(pids.size).toBe(2)
  expect(pids).toContain(killed)
  // Meanwhile the page could say so.
  expect(all.some((one) => one.devices?.[0]?.trouble === 'interrupted')).toBe(true)
})

test.skipIf(!there)('a scanner that babbles breaks its own codes and no other', async () => {
  const [good] = posReports(new TextEncoder().encode('x'.repeat(100)))
  const lying = Uint8Array.from(good ?? []).with(1, 200)
  const noise = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256)
  const all = await listen(
    [{ report: hex(lying) }, { report: hex(noise) }, { report: hex(good ?? noise) }, ...scan('whole', ']C0')],
    1,
  )
  expect(codesOf(all)).toEqual(['whole'])
  expect(all.flatMap((one) => (one.note === 'code-broken' ? [one.why] : []))).toEqual([
    'length-too-great',
    'incomplete',
  ])
})
