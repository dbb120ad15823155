import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { chipRefusals } from '../../../../main/hardware/chip-reader/chip-reader.ts'
import { chipCommand } from '../../../../main/technician/chip/chip-command.ts'
import { chipFailureWords } from '../../../../main/technician/chip/chip-failure-words.ts'
import { trustOf } from '../../../../main/technician/chip/trust-of.ts'
import { WrongArguments } from '../../../../main/technician/chip/wrong-arguments.ts'

afterEach(() => vi.restoreAllMocks())

/** Runs the command; gives its exit code and what it wrote to the terminal. */
async function sobo(...args: readonly string[]): Promise<{ code: number; words: string; out: string }> {
  let [words, out] = ['', '']
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text)
    return true
  })
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  const code = await chipCommand(args)
  vi.restoreAllMocks()
  return { code, words, out }
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test.each([
  [[], /read or emulate[\s\S]*usage/],
  [['read', '--wat'], /--wat[\s\S]*usage/],
  [['read', 'IDVNM', '--can', '123456'], /"IDVNM" belongs to no option/],
  [['read', '--can', '123456', '--trust', '/no/such/folder'], /--trust \/no\/such\/folder: is not there/],
  [['read', '--can', '123456', '--trust', '/etc/passwd'], /is no folder/],
  [['read', '--can', '123456', '--out', '/etc/passwd'], /--out \/etc\/passwd: a file stands in its way/],
  [['read', '--can', '123456', '--out', '/etc/passwd/below'], /--out .*: a file stands in its way/],
  [['read', '--can', '123456', '--out', '/proc/no-such'], /--out \/proc\/no-such: /],
  [['emulate', '--port', '35963'], /--profile and --port/],
])('%j ends with words and exit code 2, without a stack', async (args, words) => {
  const said = await sobo(...args)
  expect(said).toMatchObject({ code: 2, out: '' })
  expect(said.words).toMatch(words)
  expect(said.words).not.toMatch(/^\s+at /m)
})

test('a trust store with nothing good in it is said, for the signature stays unchecked', () => {
  const folder = newFolder()
  const heard: string[] = []
  expect(trustOf(folder, (words) => heard.push(words))).toEqual({ authorities: [], revocations: [] })
  expect(heard.join()).toContain("no issuer's certificate")
  writeFileSync(path.join(folder, 'a.cer'), 'garbage')
  writeFileSync(path.join(folder, 'b.crl'), 'garbage')
  trustOf(folder, (words) => heard.push(words))
  expect(heard.join()).toMatch(/1 of 1 certificates cannot be read.*1 of 1 revocation lists/)
  trustOf(undefined, (words) => heard.push(words))
  expect(heard.at(-1)).toContain('no --trust DIR')
  expect(() => trustOf('/no/such/folder', () => undefined)).toThrow(WrongArguments)
})

test('every way a card is not read has its cure, the step, the tries, and the readers where one is missing', () => {
  for (const failure of chipRefusals) {
    const words = chipFailureWords(
      { ok: false, failure, step: 'PACE: get nonce', detail: '', statusWord: 0x63c1, triesLeft: 1 },
      ['Reader A', 'Reader B'],
    )
    expect(words).toMatch(/^[a-z].{20,}/i)
    expect(words).toContain('stopped at: PACE: get nonce, status 63C1')
    expect(words).toContain('Tries left: 1')
    expect(words.includes('Reader A, Reader B')).toBe(failure === 'no-reader' || failure === 'no-card')
    expect(words.includes('--spend-last-try')).toBe(failure === 'access-key-blocked')
  }
})
