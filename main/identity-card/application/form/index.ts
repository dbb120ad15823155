export { type AppointmentSlipInput, printAppointmentSlip } from './appointment-slip.ts'
export { printEnrolmentSheet } from './enrolment-sheet.ts'
export type { EnrolmentSheetInput, PrintedFinger, PrintedPerson } from './enrolment-sheet-input.ts'
export type {
  FieldText,
  IdentityPaperInput,
  PrintedKind,
  PrintedRelative,
  SigningMode,
} from './identity-paper-input.ts'
export { printRefusal, type RefusalGround, type RefusalInput } from './refusal.ts'
export {
  type ConsentChannel,
  consentChannels,
  printServiceRequest,
  type RequestParty,
  type ServiceRequestInput,
  type ServiceRequestItem,
  serviceRequestItems,
} from './service-request.ts'
