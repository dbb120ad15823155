import { createContext, useContext } from 'react'
import type { SignedIn, StationState } from '../../preload/contract/session.ts'

/** The station with somebody signed in: what every screen behind the sign-in may count on. */
export interface Station extends StationState {
  readonly signedIn: SignedIn
}
export const StationContext = createContext<Station | undefined>(undefined)

/** Office, person, legal day and training of the window. */
export function useStation(): Station {
  const station = useContext(StationContext)
  if (!station) throw new Error('useStation is only for screens behind the sign-in')
  return station
}
