import { foldText } from '../../domain/person/fold.ts'

/** One thing to choose from a list. */
export interface Choice {
  readonly id: string
  readonly label: string
  /** Second line in the list, e.g. the district of a ward. */
  readonly detail?: string
}

/** Choices whose label or detail holds the text, marks and case ignored; beginnings first. */
export function narrowed(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = foldText(text)
  if (wanted === '') return choices
  const begins: Choice[] = []
  const holds: Choice[] = []
  for (const choice of choices) {
    const label = foldText(choice.label)
    if (label.startsWith(wanted)) begins.push(choice)
    else if (label.includes(wanted) || (choice.detail && foldText(choice.detail).includes(wanted))) holds.push(choice)
  }
  return [...begins, ...holds]
}
