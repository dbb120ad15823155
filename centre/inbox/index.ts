export { findEventByHash, listEventsAfter, listEventsOfKind, type StoredEvent } from './inbox-store.ts'
export { registerInbox } from './register-inbox.ts'
