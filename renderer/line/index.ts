export { LineScreen } from './line-screen.tsx'
