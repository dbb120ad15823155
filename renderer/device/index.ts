export { DeviceScreen } from './device-screen.tsx'
export { tellCameras } from './tell-cameras.ts'
