export { LineScreen } from './line-screen.tsx'
export { RecordTable } from './record-table.tsx'
