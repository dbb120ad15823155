import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const at = (...parts) => path.join(root, ...parts)

/** Node 24 from npm: every tool and the station core run on it, whatever Node the machine has. */
export const node24 = at('node_modules', '.bin', 'node')

/** Environment for everything started from here: Node 24 first in PATH, compiled code kept between starts. */
export function toolEnvironment(extra = {}) {
  return {
    ...process.env,
    PATH: `${at('node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    NODE_COMPILE_CACHE: at('.runtime', 'compile-cache'),
    ...extra,
  }
}
