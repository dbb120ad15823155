import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Blobs as files of the data folder: `<office>/<name>`, and `<name>.part` while they grow. */
export interface BlobFiles {
  /** Bytes held; the whole length once it is complete. */
  offsetOf(office: number, name: string): Promise<{ offset: number; whole: boolean }>
  /** Appends a step at its offset; answers the new offset, or undefined where the file stands elsewhere. */
  append(office: number, name: string, offset: number, step: Buffer): Promise<number | undefined>
  /** Checks the hash, makes it durable and gives it its name; false (and the part is dropped) where the bytes are not the named ones. */
  complete(office: number, name: string): Promise<boolean>
  read(office: number, name: string): Promise<Buffer>
}

const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size

function hashOf(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')))
  })
}

export function blobFiles(folder: string): BlobFiles {
  const whole = (office: number, name: string) => path.join(folder, String(office), name)
  const part = (office: number, name: string) => `${whole(office, name)}.part`
  return {
    async offsetOf(office, name) {
      const complete = await sizeOf(whole(office, name))
      if (complete !== undefined) return { offset: complete, whole: true }
      return { offset: (await sizeOf(part(office, name))) ?? 0, whole: false }
    },
    async append(office, name, offset, step) {
      await mkdir(path.join(folder, String(office)), { recursive: true, mode: 0o700 })
      const file = await open(part(office, name), 'a', 0o600)
      try {
        const { size } = await file.stat()
        if (size !== offset) return undefined
        await file.write(step)
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
      const file = await open(from, 'r+')
      await file.sync()
      await file.close()
      await rename(from, whole(office, name))
      const directory = await open(path.dirname(from), 'r')
      await directory.sync()
      await directory.close()
      return true
    },
    read: (office, name) => readFile(whole(office, name)),
  }
}
