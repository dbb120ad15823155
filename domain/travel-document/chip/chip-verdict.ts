/** One check of the chip itself (is it the chip that was issued, or a copy?): never `valid` for what was not checked. */
export interface ChipVerdict {
  readonly verdict: 'valid' | 'cannot-be-checked' | 'invalid'
  /** For the technician, in English. */
  readonly detail?: string
}

export function cannotBeChecked(detail: string): ChipVerdict {
  return { verdict: 'cannot-be-checked', detail }
}
