import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DeviceError } from '../../device-error.ts'
import type { PrintQueue } from '../print-queue.ts'

function failureOf(cause: unknown): DeviceError {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DeviceError('out-of-space', 'write', 'printer', { cause })
  return new DeviceError('unwritable', 'write', 'printer', { cause })
}

/** Prints into a folder: whole files only, on the disk before the job counts as done. A repeated job replaces its file. */
export function folderPrinter(folder: string): PrintQueue {
  /** Without the mark of the ticket: a form printed again is the same file. */
  const fileOf = (name: string) =>
    path.join(folder, `${(name.split(' ')[0] ?? name).replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)}.pdf`)
  return {
    name: folder,
    repeatable: true,
    check: async () => undefined,
    reserve: async () => undefined,
    async send({ name, pdf }) {
      const file = fileOf(name)
      const unfinished = `${file}.part`
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const handle = await open(unfinished, 'w', 0o600)
        try {
          await handle.writeFile(pdf)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(unfinished, file)
      } catch (cause) {
        await rm(unfinished, { force: true }).catch(() => undefined)
        throw failureOf(cause)
      }
      return name
    },
    watch: async () => ({ end: 'printed' }),
    find: async () => undefined,
    cancel: async () => undefined,
    withdraw: async () => false,
    look: async () => ({
      name: folder,
      state: 'ready',
      accepting: true,
      reasons: [],
      firmware: null,
      media: [],
      sides: [],
    }),
  }
}
