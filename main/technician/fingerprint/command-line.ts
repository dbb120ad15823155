import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { EngineRefusal } from '../../../native/fingerprint/index.ts'

/** Why a command stops, in words for the technician; `status` 2: the command line, 3: a file, 1: the answer is no, 0: only its usage was asked for. */
export class CommandStopped extends Error {
  readonly status: 0 | 1 | 2 | 3
  constructor(words: string, status: 0 | 1 | 2 | 3) {
    super(words)
    this.status = status
  }
}

const MOST_FILE_BYTES = 512 * 1024 * 1024

/** Reads a file whole. Stops with words when it is not there, not a file, or beyond 512 MiB. */
export function readInput(file: string): Uint8Array {
  try {
    const about = statSync(file)
    if (!about.isFile()) throw new CommandStopped(`${file} is no file`, 3)
    if (about.size > MOST_FILE_BYTES) throw new CommandStopped(`${file} is larger than 512 MiB`, 3)
    return readFileSync(file)
  } catch (fault) {
    if (fault instanceof CommandStopped) throw fault
    const code = (fault as NodeJS.ErrnoException).code ?? 'unknown'
    throw new CommandStopped(code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read (${code})`, 3)
  }
}

const WORDS: Readonly<Record<EngineRefusal['failure'], string>> = {
  'bad-picture': 'its size and its bytes do not agree',
  'bad-resolution': 'its resolution is outside 300 to 1000 dpi; state it with --dpi',
  'too-small': 'a side is under 64 pixels at 500 dpi',
  'no-finger': 'there is no finger in it',
  truncated: 'the file ends too early',
  unknown: 'it is of no kind that is read here',
  unsupported: 'it is of a kind that is not read here',
  'too-large': 'it is larger than a print can be',
  'bad-length': 'the lengths in it contradict each other',
  'bad-value': 'a field holds what its format does not allow',
  'bad-checksum': 'its checksum is wrong: the bytes were changed',
  'bad-code': 'its compressed data are broken',
  'bad-argument': 'the request was not understood',
  'folder-unreadable': 'the folder cannot be read',
  'file-unreadable': 'the file cannot be read',
  'file-lost': 'the file became shorter while it was in use',
  cancelled: 'it was cancelled',
}

/** The words of a refusal for this file. */
export function refusalWords(file: string, refusal: EngineRefusal): string {
  const where = refusal.expected ? ` (byte ${refusal.offset ?? 0}: ${refusal.expected} expected)` : ''
  return `${file}: ${WORDS[refusal.failure]}${where}`
}

/** The answer, or a stop with the file's name and the reason. */
export function accepted<Result extends { readonly ok: true }>(file: string, result: Result | EngineRefusal): Result {
  if (result.ok) return result
  throw new CommandStopped(refusalWords(file, result), 3)
}

/** What stood on the command line: places in order, options by name. */
export interface CommandWords {
  readonly places: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly isSet: (name: string) => boolean
}

/** Options and places of one command; stops with its usage when they are not as said, or when --help asks for it. */
export function argumentsOf(
  words: readonly string[],
  usage: string,
  places: number,
  options: Readonly<Record<string, 'string' | 'boolean'>>,
): CommandWords {
  if (words.includes('--help')) throw new CommandStopped(`usage: sobo fingerprint ${usage}`, 0)
  const described = Object.fromEntries(Object.entries(options).map(([name, type]) => [name, { type }]))
  try {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: described })
    if (positionals.length !== places) throw new CommandStopped(`usage: sobo fingerprint ${usage}`, 2)
    const value = (name: string) => values[name]
    return {
      places: positionals,
      text: (name) => {
        const given = value(name)
        return typeof given === 'string' ? given : undefined
      },
      isSet: (name) => value(name) === true,
    }
  } catch (fault) {
    if (fault instanceof CommandStopped) throw fault
    throw new CommandStopped(`${(fault as Error).message}\nusage: sobo fingerprint ${usage}`, 2)
  }
}

/** A number between two bounds, or undefined where it was not given. */
export function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < least || number > most)
    throw new CommandStopped(`--${name} takes a number from ${least} to ${most}, not "${text}"`, 2)
  return number
}
