import { readdirSync, readFileSync } from 'node:fs'

/** A file of /proc; undefined when its process has ended while we looked. */
function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Pids of a process and all that came of it, as the kernel links them now. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readProc(`/proc/${name}/status`) ?? '')?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found = [root]
  for (const pid of found) found.push(...(children.get(pid) ?? []))
  return found
}

/** Proportional set size of these processes together, in megabytes (10⁶ bytes): shared pages are counted once. */
export function memoryOf(pids: readonly number[]): number {
  const kibibytes = pids
    .map((pid) => Number(/^Pss:\s*(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0))
    .reduce((sum, one) => sum + one, 0)
  return Math.round((kibibytes * 1024) / 1e5) / 10
}
