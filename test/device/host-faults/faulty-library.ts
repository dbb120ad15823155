import { execFileSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What a maker's library can do to the process it is loaded into. */
export type LibraryFault = 'garbage' | 'hang' | 'memory' | 'crash'

export interface FaultyLibrary {
  /** For the environment of the processes it is loaded into. */
  readonly environment: Readonly<Record<string, string>>
  misbehave(pid: number, fault: LibraryFault): void
  remove(): void
}

/** Builds the library; a driver's process that was started with its environment does what it is told. */
export function buildFaultyLibrary(): FaultyLibrary {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-faults-'))
  const library = path.join(folder, 'host-fault.so')
  const source = path.join(import.meta.dirname, 'host-fault.c')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra', '-Werror', '-o', library, source, '-lpthread'])
  return {
    environment: { LD_PRELOAD: library, SO_BO_FAULTS: folder },
    misbehave(pid, fault) {
      const order = path.join(folder, `order-${pid}`)
      writeFileSync(order, fault)
      // Whole at once: nobody reads half a word.
      renameSync(order, path.join(folder, String(pid)))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
