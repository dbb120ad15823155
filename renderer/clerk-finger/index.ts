export { FingerStep } from './finger-step.tsx'
