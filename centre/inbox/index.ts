export { listEpochs, listEventsAfter, listEventsOfSubject, type StoredEvent } from './inbox-store.ts'
export { registerInbox } from './register-inbox.ts'
