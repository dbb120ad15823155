import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Blobs as files of the data folder: `<office>/<name>`, and `<name>.part` while they grow. */
export interface BlobFiles {
  /** Bytes held; the whole length once it is complete. */
  offsetOf(office: number, name: string): Promise<{ readonly offset: number; readonly whole: boolean }>
  /** Appends a step at its offset; answers the new offset, or undefined where the file stands elsewhere. */
  append(office: number, name: string, offset: number, step: Buffer): Promise<number | undefined>
  /** Checks the hash, makes it durable and gives it its name; false (and the part is dropped) where the bytes are not the named ones. */
  complete(office: number, name: string): Promise<boolean>
  read(office: number, name: string): Promise<Buffer>
  drop(office: number, name: string): Promise<void>
}

/** Size of a file; undefined where there is none. Any other trouble with the disk is thrown. */
async function findSize(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined
    throw fault
  }
}

function hashOf(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')))
  })
}

async function makeDurable(file: string, flags: string): Promise<void> {
  const handle = await open(file, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function blobFiles(folder: string): BlobFiles {
  const whole = (office: number, name: string) => path.join(folder, String(office), name)
  const part = (office: number, name: string) => `${whole(office, name)}.part`
  return {
    async offsetOf(office, name) {
      const complete = await findSize(whole(office, name))
      if (complete !== undefined) return { offset: complete, whole: true }
      return { offset: (await findSize(part(office, name))) ?? 0, whole: false }
    },
    async append(office, name, offset, step) {
      await mkdir(path.join(folder, String(office)), { recursive: true, mode: 0o700 })
      const file = await open(part(office, name), 'a', 0o600)
      try {
        const { size } = await file.stat()
        if (size !== offset) return undefined
        // Writes all of it, in as many writes as the disk takes.
        await file.appendFile(step)
        return size + step.length
      } finally {
        await file.close()
      }
    },
    async complete(office, name) {
      const from = part(office, name)
      if ((await hashOf(from)) !== name) {
        await rm(from, { force: true })
        return false
      }
      await makeDurable(from, 'r+')
      await rename(from, whole(office, name))
      await makeDurable(path.dirname(from), 'r')
      return true
    },
    read: (office, name) => readFile(whole(office, name)),
    async drop(office, name) {
      await rm(part(office, name), { force: true })
      await rm(whole(office, name), { force: true })
    },
  }
}
