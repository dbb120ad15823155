export { type DeviceBoard, type DeviceEvent, deviceBoard } from './device-board.ts'
