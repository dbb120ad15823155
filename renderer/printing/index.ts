export { PrintDoubt } from './print-doubt.tsx'
export { PrintProgress } from './print-progress.tsx'
export { PrinterPanel } from './printer-panel.tsx'
