export { type AuditEntry, audit } from './audit.ts'
export * from './office-event-store.ts'
export { type Act, type Appended, type LogIdentity, NO_PREVIOUS, type OfficeLog, officeLog } from './office-log.ts'
export { type LogFault, type LogVerdict, verifyLog } from './verify-log.ts'
