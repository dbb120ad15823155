export { registerEnrolment } from './enrol-station.ts'
export {
  findCurrentStation,
  findHead,
  findStationOfEpoch,
  type Office,
  putOffice,
  type Station,
} from './enrolment-store.ts'
