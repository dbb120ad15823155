import { readdirSync, readFileSync } from 'node:fs'

/** Pid of the station core of this data folder's desk: a child of that Electron, running main/station.ts. */
export function corePid(electronPid: number): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
      if (parent === electronPid && command.includes('station.ts')) return Number(name)
    } catch {
      // It ended while we looked: then it is not the one.
    }
  }
  throw new Error('the core is not running')
}
