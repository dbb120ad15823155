export { type CentreStore, type Connection, MigrationMismatch, openCentreStore } from './centre-store.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
