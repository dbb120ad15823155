export { type CentreStore, type Connection, openCentreStore } from './centre-store.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
