import * as z from 'zod/mini'

const Trouble = z.object({ code: z.string(), step: z.string(), at: z.string() })
const SelfTest = z.object({ at: z.string(), passed: z.boolean(), ms: z.number() })
const Remembered = z.object({
  usedAt: z.optional(z.string()),
  trouble: z.optional(Trouble),
  selfTest: z.optional(SelfTest),
})
const Memory = z.record(z.string(), Remembered)
export type Remembered = z.infer<typeof Remembered>

/** Where the board keeps what it remembers over a restart: one text. */
export interface MemoryPlace {
  read(): string | undefined
  write(text: string): void
}

const MOST_DEVICES = 60
/** A scanner that scans three codes a second is not worth three synchronous writes a second: kept uses are at most this much behind. */
const KEEP_USE_EVERY_MS = 10_000

export interface DeviceMemory {
  of(key: string): Remembered
  change(key: string, change: (before: Remembered) => Remembered): void
  /** Remembered at once, kept when the use that is kept is ten seconds old. `at`: ISO. */
  use(key: string, at: string): void
}

/** Last use, last trouble and last self test of each device by its key. A text that does not parse is an empty memory. */
export function deviceMemory(place: MemoryPlace): DeviceMemory {
  function readMemory(): Record<string, Remembered> {
    try {
      return Memory.safeParse(JSON.parse(place.read() ?? '{}')).data ?? {}
    } catch {
      // No JSON: it was written by another version; the devices will tell anew.
      return {}
    }
  }
  let all = readMemory()
  /** The uses the place knows of. */
  const kept = new Map(Object.entries(all).map(([key, { usedAt }]) => [key, usedAt]))

  function remember(key: string, change: (before: Remembered) => Remembered): void {
    const { [key]: before, ...others } = all
    // The newest last: the oldest are forgotten.
    all = Object.fromEntries([...Object.entries(others), [key, change(before ?? {})] as const].slice(-MOST_DEVICES))
  }

  function keep(): void {
    place.write(JSON.stringify(all))
    for (const [key, { usedAt }] of Object.entries(all)) kept.set(key, usedAt)
  }

  return {
    of: (key) => all[key] ?? {},
    change(key, change) {
      remember(key, change)
      keep()
    },
    use(key, at) {
      remember(key, (before) => ({ ...before, usedAt: at }))
      const since = Date.parse(at) - Date.parse(kept.get(key) ?? '')
      // A clock that was set back must not keep uses from being kept.
      if (!(since >= 0 && since < KEEP_USE_EVERY_MS)) keep()
    },
  }
}
