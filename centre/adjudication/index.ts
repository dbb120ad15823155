export { openCase } from './case-store.ts'
