/** One thing to choose from a list. */
export interface Choice {
  readonly id: string
  readonly label: string
  /** Second line in the list, e.g. the district of a ward. */
  readonly detail?: string
}
