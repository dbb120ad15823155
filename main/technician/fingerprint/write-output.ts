import { writeFileSync } from 'node:fs'
import { CommandStopped } from './command-line.ts'

/** Writes a result where the user wants it. */
export function writeOutput(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes)
  } catch (fault) {
    throw new CommandStopped(`${file} cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`, 3)
  }
}
