import type { ApplicationCaptures } from '../../../domain/identity-card/application.ts'
import type { CardQrFields } from '../../../domain/travel-document/card-qr.ts'
import type { Mrz } from '../../../domain/travel-document/mrz.ts'
import {
  type CardSource,
  type CardStatement,
  findDisagreements,
} from '../../../domain/travel-document/source-agreement.ts'
import type { ChipDocument } from '../../hardware/index.ts'

const LONGEST = 500
export const CHIP_SOURCES: readonly CardSource[] = ['chip-zone', 'chip-details']

function statement(source: CardSource, said: Readonly<Record<string, string | undefined>>): CardStatement {
  const of = (name: string) => said[name]?.slice(0, LONGEST)
  return {
    source,
    personalNumber: of('personalNumber'),
    dateOfBirth: of('dateOfBirth'),
    sex: of('sex'),
    fullName: of('fullName'),
  }
}

/** DG1 and DG13, as far as the chip gave them. */
export function chipStatements({ zone, details }: Pick<ChipDocument, 'zone' | 'details'>): readonly CardStatement[] {
  return [
    ...(zone ? [statement('chip-zone', { ...zone, fullName: zone.zoneName })] : []),
    ...(details ? [statement('chip-details', details)] : []),
  ]
}

export function qrStatement(fields: CardQrFields): CardStatement {
  const { personalNumber, dateOfBirth, sex, fullName } = fields
  return statement('qr', {
    personalNumber: personalNumber?.value,
    dateOfBirth: dateOfBirth?.value,
    sex: sex?.value,
    fullName: fullName?.value,
  })
}

export function zoneStatement({ personalNumber, dateOfBirth, sex, name }: Mrz): CardStatement {
  return statement('mrz', { personalNumber, dateOfBirth, sex, fullName: `${name.primary} ${name.secondary}`.trim() })
}

/**
 * Keeps what a part of the card said, in place of what it said before, and holds all parts against each other: the same answer in whatever
 * order they were read, and whatever the form had before.
 *
 * @param sources what was read now: of these nothing older stays, also where they say nothing any more
 */
export function withStatements(
  captures: ApplicationCaptures,
  sources: readonly CardSource[],
  said: readonly CardStatement[],
): ApplicationCaptures {
  const statements = [...(captures.statements ?? []).filter(({ source }) => !sources.includes(source)), ...said]
  const { chip } = captures
  if (!chip) return { ...captures, statements }
  const disagreements = findDisagreements(statements).map(({ field, values }) => ({ field, values: [...values] }))
  return { ...captures, statements, chip: { ...chip, disagreements } }
}
