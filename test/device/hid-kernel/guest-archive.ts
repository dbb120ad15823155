import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'

export interface GuestFile {
  /** Where the guest finds it, from its root, without a slash in front. */
  readonly at: string
  readonly content: string | Uint8Array
  readonly executable?: boolean
}

const DIRECTORY = 0o040755
const FILE = 0o100644
const PROGRAM = 0o100755
const ALIGNMENT = 4

const padded = (bytes: Uint8Array) =>
  Buffer.concat([bytes, new Uint8Array((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)])

/** Head of one entry in the "newc" form of cpio, which the kernel unpacks (Documentation/driver-api/early-userspace/buffer-format). */
function head(name: string, mode: number, size: number, inode: number): Uint8Array {
  const nameBytes = Buffer.from(`${name}\0`)
  const numbers = [inode, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, nameBytes.length, 0]
  const text = `070701${numbers.map((one) => one.toString(16).padStart(8, '0')).join('')}`
  return padded(Buffer.concat([Buffer.from(text, 'latin1'), nameBytes]))
}

/** The file as it stands here, at the same place in the guest or at another. */
export const fromHere = (file: string, at = file.replace(/^\//, ''), executable = false): GuestFile => ({
  at,
  content: readFileSync(file),
  executable,
})

/** Writes the files, and the folders they stand in, as an initial file system of Linux. */
export function writeGuestArchive(file: string, content: readonly GuestFile[]): void {
  const archive = openSync(file, 'w')
  const folders = new Set<string>()
  let inode = 1
  function addFolder(folder: string): void {
    if (folder === '.' || folders.has(folder)) return
    addFolder(path.dirname(folder))
    folders.add(folder)
    writeSync(archive, head(folder, DIRECTORY, 0, inode++))
  }
  try {
    for (const one of content) {
      addFolder(path.dirname(one.at))
      const bytes = Buffer.from(one.content)
      writeSync(archive, head(one.at, one.executable ? PROGRAM : FILE, bytes.length, inode++))
      writeSync(archive, padded(bytes))
    }
    writeSync(archive, head('TRAILER!!!', 0, 0, 0))
  } finally {
    closeSync(archive)
  }
}
