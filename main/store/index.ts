export { migrate, openStore, type Sqlite, type Store, type StoreTrouble, StoreUnusable } from './open-store.ts'
export { findSetting, putSetting } from './setting-store.ts'
