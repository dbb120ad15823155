export { DeviceScreen } from './device-screen.tsx'
export { keepCamera, keptCamera, keptCameraName } from './kept-camera.ts'
export { SetUpScreen } from './set-up/set-up-screen.tsx'
export { tellCameras } from './tell-cameras.ts'
