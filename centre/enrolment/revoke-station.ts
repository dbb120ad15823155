import { appendToFeed } from '../feed/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'
import { findCurrentStation, lockOffice, markRevoked, type Station } from './enrolment-store.ts'

/** Ends a station's certificate inside the caller's transaction and says so on the office's feed. */
export async function endCertificate(connection: Connection, station: Station): Promise<void> {
  if (!(await markRevoked(connection, station.office, station.epoch))) return
  await appendToFeed(connection, station.office, [{ kind: 'certificate-revoked', serial: station.serial }])
}

/**
 * Revokes the certificate of the station that writes for an office (lost or stolen machine). From then on it is answered 403;
 * a new enrolment code lets its replacement in. Answers with the serial, undefined where there is no station.
 */
export async function revokeStation(store: CentreStore, office: number): Promise<string | undefined> {
  return store.transaction(async (connection) => {
    if (!(await lockOffice(connection, office, 'alone'))) return undefined
    const station = await findCurrentStation(connection, office)
    if (!station) return undefined
    await endCertificate(connection, station)
    return station.serial
  })
}
