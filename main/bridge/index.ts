export { type Access, type Bridge, bridge, type Caller, done, fail, type Handlers } from './bridge.ts'
