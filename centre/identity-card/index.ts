export { countByState } from './card-application-store.ts'
export { examiner } from './examine-applications.ts'
