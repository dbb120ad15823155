export { type DeviceHost, type DeviceHostOptions, deviceHost, type HostAsk, type HostLog } from './device-host.ts'
export type { HostFault, HostState } from './host-state.ts'
export { type HostCall, type HostHandlers, serveHost } from './serve-host.ts'
