import type { Store } from './open-store.ts'

/** Facts about the station itself, one text a name (JSON where it has parts). */
export function findSetting(store: Store, name: string): string | undefined {
  const row = store.sqlite
    .prepare<[string], { value: string }>('SELECT value FROM station_setting WHERE name = ?')
    .get(name)
  return row?.value
}

export function putSetting(store: Store, name: string, value: string): void {
  store.sqlite
    .prepare(
      'INSERT INTO station_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(name, value)
}
