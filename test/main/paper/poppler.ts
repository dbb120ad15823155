import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether the Poppler tools are on this machine; says why the tests that need them are skipped. */
export async function hasPoppler(): Promise<boolean> {
  try {
    await run('pdffonts', ['-v'])
    return true
  } catch {
    process.stderr.write('skipped: poppler-utils (pdffonts, pdftotext, pdftoppm) is not installed\n')
    return false
  }
}

/** Runs one Poppler tool on the paper; `output` is the file it makes, or null for what it prints. */
export async function poppler(
  tool: string,
  args: readonly string[],
  bytes: Uint8Array,
  output: string | null,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'sobo-paper-'))
  try {
    const file = join(folder, 'paper.pdf')
    await writeFile(file, bytes)
    const target = output === null ? '-' : join(folder, output)
    const printed = await run(tool, [...args, file, ...(tool === 'pdffonts' ? [] : [target])], { encoding: 'buffer' })
    return output === null ? printed.stdout : await readFile(join(folder, `${output}.pgm`))
  } finally {
    await rm(folder, { recursive: true })
  }
}

export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** First page as grey pixels, at `dpi`. */
export async function pagePixels(bytes: Uint8Array, dpi: number): Promise<GreyPicture> {
  const file = await poppler('pdftoppm', ['-gray', '-singlefile', '-r', String(dpi)], bytes, 'page')
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 40).toString('latin1'))
  if (!head) throw new Error('pdftoppm made no PGM file')
  return { width: Number(head[1]), height: Number(head[2]), pixels: file.subarray(head[0].length) }
}
