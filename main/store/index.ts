export { type CheckpointThread, checkpointThread } from './checkpoint-thread.ts'
export { migrate, openStore, type Sqlite, type Store, type StoreTrouble, StoreUnusable } from './open-store.ts'
export { findSetting, putSetting } from './setting-store.ts'
