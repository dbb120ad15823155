export { type DeviceBoard, type DeviceEvent, deviceBoard } from './device-board.ts'
export { answerSetUp } from './set-up/answer-set-up.ts'
export { type ScannerPlaces, scannerPlaces } from './set-up/scanner-places.ts'
