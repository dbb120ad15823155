import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { posDescriptor, posReports } from '../../main/hardware/code-scanner/pos-reports.ts'

export interface PretendedScanner {
  /** What a process must find in its environment at its start to see the scanner. */
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

const DEVICE = path.resolve(import.meta.dirname, 'hid-scanner-device.py')
/** Says its environment and lives until its stdin closes. */
const HOLDER =
  'const { LD_PRELOAD, UMOCKDEV_DIR } = process.env; console.log(JSON.stringify({ LD_PRELOAD, UMOCKDEV_DIR })); process.stdin.resume()'

export function whyNoPretendedScanner(): string | undefined {
  const probe = ['-c', 'import gi; gi.require_version("UMockdev", "1.0")']
  if (spawnSync('umockdev-wrapper', ['/usr/bin/python3', ...probe]).status === 0) return undefined
  return 'the pretended code scanner needs the packages umockdev, gir1.2-umockdev-1.0 and python3-gi'
}

/** A HID POS scanner of umockdev that scans the text again and again once somebody reads it. */
export async function pretendScanner(text: string, everyMs: number, scans: number): Promise<PretendedScanner> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-hid-'))
  const reports = posReports(new TextEncoder().encode(text)).map((one) => ({
    report: Buffer.from(one).toString('hex'),
  }))
  const steps = Array.from({ length: scans }, () => [...reports, { wait: everyMs }]).flat()
  const scenario = path.join(folder, 'scenario.json')
  writeFileSync(scenario, JSON.stringify({ descriptor: Buffer.from(posDescriptor).toString('hex'), steps }))
  const child = spawn('umockdev-wrapper', ['/usr/bin/python3', DEVICE, scenario, process.execPath, '-e', HOLDER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  return {
    environment: JSON.parse(String(value)) as Record<string, string>,
    async stop() {
      child.stdin.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
