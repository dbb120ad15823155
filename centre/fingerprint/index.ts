export type { ClearPrint } from './make-templates.ts'
export { type PrintFinding, type PrintRegister, printRegister } from './print-register.ts'
