/** One step of the store's schema. Migrations only add; one that was shipped never changes. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly up: string
}
