export { countByState, findFoldedIn } from './card-application-store.ts'
export { type Examiner, examiner } from './examine-applications.ts'
export { rebuildProjection } from './rebuild-projection.ts'
