import * as z from 'zod/mini'
import type { ScannerPlace } from '../../hardware/index.ts'
import { findSetting, putSetting, type Store } from '../../store/index.ts'

const SETTING = 'document-scanner-choice'
const Kept = z.object({
  added: z.array(z.object({ address: z.string(), label: z.string() })),
  first: z.nullable(z.string()),
})
/** Each is asked at every look: a desk has one or two. */
export const MOST_ADDED_SCANNERS = 8

const LOOPBACK = /^https?:\/\/(?:127\.|localhost[:/]|\[::1\])/

export interface NamedPlace extends ScannerPlace {
  readonly id: string
  /** As it was called when it was added; empty for those of `station.json`. */
  readonly label: string
  readonly added: boolean
}

export interface ScannerPlaces {
  /** The preferred one first. */
  all(): readonly NamedPlace[]
  /** Adds an eSCL scanner and prefers it; one that is there already is only preferred. False: too many. Within the caller's transaction, as the others. */
  add(address: string, label: string): boolean
  /** False where there is no such one. */
  prefer(id: string): boolean
  remove(id: string): boolean
}

/** The document scanners of `station.json` and those the technician added on the screen. */
export function scannerPlaces(store: Store, station: readonly ScannerPlace[], training: boolean): ScannerPlaces {
  const text = findSetting(store, SETTING)
  let kept: z.infer<typeof Kept> = text === undefined ? { added: [], first: null } : Kept.parse(JSON.parse(text))
  const keep = (next: typeof kept) => {
    putSetting(store, SETTING, JSON.stringify(next))
    kept = next
  }
  const idOf = (place: Pick<ScannerPlace, 'driver' | 'address'>) => `${place.driver}:${place.address}`

  function all(): readonly NamedPlace[] {
    const named: NamedPlace[] = [
      ...station.map((place) => ({ ...place, id: idOf(place), label: '', added: false })),
      ...kept.added.map(({ address, label }) => {
        // On a training desk what answers on this computer is a program.
        const simulated = training && LOOPBACK.test(address)
        const place = { driver: 'escl' as const, address, simulated }
        return { ...place, id: idOf(place), label, added: true }
      }),
    ]
    return [...named.filter((one) => one.id === kept.first), ...named.filter((one) => one.id !== kept.first)]
  }
  const prefer = (id: string) => {
    const there = all().some((one) => one.id === id)
    if (there) keep({ ...kept, first: id })
    return there
  }

  return {
    all,
    prefer,
    add(address, label) {
      const id = idOf({ driver: 'escl', address })
      if (prefer(id)) return true
      if (kept.added.length >= MOST_ADDED_SCANNERS) return false
      keep({ added: [...kept.added, { address, label }], first: id })
      return true
    },
    remove(id) {
      const added = kept.added.filter((one) => idOf({ driver: 'escl', address: one.address }) !== id)
      if (added.length === kept.added.length) return false
      keep({ added, first: kept.first === id ? null : kept.first })
      return true
    },
  }
}
