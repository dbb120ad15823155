import path from 'node:path'
import { pino } from 'pino'

export interface StationLog {
  /** Step and error class only: no names, numbers, tokens or bytes of anybody. */
  fault(step: string, cause: unknown): void
  note(step: string, detail?: Readonly<Record<string, string | number | boolean>>): void
}

/** What of an error may be written down: its name, code and where it was thrown; the message may quote data. */
function safe(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return { error: typeof cause }
  const code = (cause as NodeJS.ErrnoException).code
  const inner =
    cause.cause instanceof Error
      ? `${cause.cause.name} ${(cause.cause as NodeJS.ErrnoException).code ?? ''}`.trim()
      : undefined
  const at = cause.stack
    ?.split('\n')
    .find((line) => line.includes('/main/') || line.includes('/domain/') || line.includes('/centre/'))
    ?.trim()
  return {
    error: cause.name,
    ...(code ? { code } : {}),
    ...(inner ? { inner } : {}),
    ...(at ? { at: at.replace(/\(.*\/(main|domain|centre)\//, '($1/') } : {}),
  }
}

export function stationLog(dataFolder: string): StationLog {
  const logger = pino(
    { base: null },
    pino.destination({ dest: path.join(dataFolder, 'station.log'), mkdir: true, sync: true }),
  )
  return {
    fault: (step, cause) => logger.error({ step, ...safe(cause) }),
    note: (step, detail = {}) => logger.info({ step, ...detail }),
  }
}
