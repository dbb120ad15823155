import { subjectOfStation } from '../../centre/protocol/enrolment.ts'
import type { Store } from '../store/index.ts'
import { centreClient } from './centre-client.ts'
import {
  certificateRequest,
  eventKeyText,
  findIdentity,
  getOrMakeKeys,
  keepEnrolment,
  type StationIdentity,
} from './station-identity.ts'

export interface EnrolmentPlace {
  readonly url: string
  readonly authority: string
  readonly office: number
  readonly station: string
  readonly code: string
  readonly programVersion: string
}

export type EnrolResult =
  | { readonly ok: true; readonly identity: StationIdentity }
  | { readonly ok: false; readonly refused: string }

/**
 * Enrols this station (ghi danh máy trạm) once: its own keys, a certificate request, the centre's answer kept in the store.
 * Asking again after a lost answer is safe: the same keys are offered again. Throws `LineFault`.
 */
export async function enrol(store: Store, place: EnrolmentPlace): Promise<EnrolResult> {
  const known = findIdentity(store)
  if (known) return { ok: true, identity: known }
  const keys = getOrMakeKeys(store)
  const client = centreClient({ url: place.url, authority: place.authority })
  try {
    const answer = await client.enrol({
      office: place.office,
      station: place.station,
      code: place.code,
      certificateRequest: await certificateRequest(keys.tls, subjectOfStation(place.office, place.station)),
      eventKey: eventKeyText(keys),
      programVersion: place.programVersion,
    })
    if (!answer.ok) return { ok: false, refused: answer.refused }
    keepEnrolment(store, { office: place.office, station: place.station, ...answer.reply })
  } finally {
    await client.close()
  }
  const identity = findIdentity(store)
  if (!identity) throw new Error('the enrolment that was just kept is gone')
  return { ok: true, identity }
}
