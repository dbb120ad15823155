import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'

/** How this desk was started. A release takes nothing from its command line; a training desk is told by its supervisor. */
export interface LaunchOptions {
  readonly dataFolder: string
  readonly training: boolean
  /** Legal day of a training desk, `YYYY-MM-DD`; null for the real day. */
  readonly legalDay: string | null
  /** Node 24's executable, which the package carries. */
  readonly node: string
  readonly coreEntry: string
  readonly windowFolder: string
  readonly preload: string
}

function optionOf(name: string): string | undefined {
  const prefix = `--sobo-${name}=`
  return process.argv.find((word) => word.startsWith(prefix))?.slice(prefix.length)
}

export function launchOptions(): LaunchOptions {
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath()
  const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'
  const training = !app.isPackaged && process.argv.includes('--sobo-training')
  return {
    dataFolder: path.resolve(
      (app.isPackaged ? undefined : optionOf('data')) ??
        process.env.SOBO_DATA ??
        path.join(app.getPath('appData'), 'so-bo'),
    ),
    training,
    legalDay: training ? (optionOf('day') ?? null) : null,
    node: app.isPackaged ? path.join(resources, nodeName) : path.join(resources, 'node_modules', '.bin', nodeName),
    coreEntry: path.join(resources, 'main', 'station.ts'),
    windowFolder: path.join(resources, 'dist', 'renderer'),
    preload: path.join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
  }
}

export function programVersion(): string {
  const about = JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8')) as { version: string }
  return about.version
}
