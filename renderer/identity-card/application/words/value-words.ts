import type { TextFieldName } from '../../../../domain/identity-card/application.ts'
import { BloodGroup, bloodGroupName } from '../../../../domain/person/blood-group.ts'
import { findDateOfBirth, formatDateOfBirth } from '../../../../domain/person/date-of-birth.ts'
import { ethnicities, ethnicityName } from '../../../../domain/person/ethnicity.ts'
import { MaritalStatus, maritalStatusName } from '../../../../domain/person/marital-status.ts'
import { nationalities, nationalityName } from '../../../../domain/person/nationality.ts'
import { Relation, relationName } from '../../../../domain/person/relation.ts'
import { Religion, religionName } from '../../../../domain/person/religion.ts'
import { Sex, sexWord } from '../../../../domain/person/sex.ts'
import type { Choice } from '../../../kit/index.ts'

const listed = <T extends string>(codes: readonly T[], words: (code: T) => string): readonly Choice[] =>
  codes.map((id) => ({ id, label: words(id) }))

/** Coded fields and their official words: recorded values stay Vietnamese in both languages of the screen. */
export const codedChoices: Readonly<Partial<Record<TextFieldName, readonly Choice[]>>> = {
  sex: listed(Sex.options, sexWord),
  ethnicity: listed(ethnicities, ethnicityName),
  religion: listed(Religion.options, religionName),
  nationality: listed(nationalities, nationalityName),
  bloodGroup: listed(BloodGroup.options, bloodGroupName),
  maritalStatus: listed(MaritalStatus.options, maritalStatusName),
  relationToHead: listed(Relation.options, relationName),
}

/** A recorded value as a clerk reads it: codes in words, dates in the order of the country; anything else as it stands. */
export function valueWords(name: string, text: string): string {
  if (name === 'dateOfBirth') {
    const birth = findDateOfBirth(text)
    return birth ? formatDateOfBirth(birth) : text
  }
  const choices = isCoded(name) ? codedChoices[name] : undefined
  return choices?.find((choice) => choice.id === text)?.label ?? text
}

export function isCoded(name: string): name is keyof typeof codedChoices {
  return Object.hasOwn(codedChoices, name)
}
