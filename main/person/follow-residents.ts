import { foldText } from '../../domain/person/fold.ts'
import type { FeedListeners } from '../replication/index.ts'
import { findSetting, putSetting, type Store } from '../store/index.ts'
import { countResidents, putResident, removeResident } from './own-resident-store.ts'

/** Keeps the office's own residents at hand, as the feed brings them; runs inside the page's transaction. */
export function residentListeners(store: Store): Pick<FeedListeners, 'resident' | 'resident-gone'> {
  return {
    resident: ({ record }, at) => {
      putResident(store, record, foldText(record.fullName))
      putSetting(store, 'residents-as-of', at)
      return 'resident'
    },
    'resident-gone': ({ personalNumber }, at) => {
      removeResident(store, personalNumber)
      putSetting(store, 'residents-as-of', at)
      return 'resident-gone'
    },
  }
}

export function ownResidentsAtHand(store: Store): { count: number; asOf: string | null } {
  return { count: countResidents(store), asOf: findSetting(store, 'residents-as-of') ?? null }
}
