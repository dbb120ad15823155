export { type DeviceBoard, deviceBoard } from './device-board.ts'
