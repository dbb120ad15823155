export { registerEnrolment } from './enrol-station.ts'
export {
  findCurrentStation,
  findHead,
  findStationOfEpoch,
  lockOffice,
  type Office,
  putOffice,
  type Station,
} from './enrolment-store.ts'
export { revokeStation } from './revoke-station.ts'
