import type { AddressFieldName, TextFieldName } from './application.ts'
import type { PaperType } from './required-papers.ts'

const OF_BIRTH: readonly PaperType[] = ['birth-certificate', 'register-extract', 'status-change-decision']
const OF_RESIDENCE: readonly PaperType[] = ['residence-confirmation']
const OF_MARRIAGE: readonly PaperType[] = ['marriage-certificate', 'divorce-ruling', 'register-extract']
const OF_PARENTS: readonly PaperType[] = ['birth-certificate', 'register-extract']

const PAPERS: Readonly<Partial<Record<TextFieldName | AddressFieldName, readonly PaperType[]>>> = {
  fullName: OF_BIRTH,
  otherName: OF_BIRTH,
  dateOfBirth: OF_BIRTH,
  sex: ['sex-redetermination-decision', ...OF_BIRTH],
  ethnicity: OF_BIRTH,
  nationality: ['nationality-restoration-decision', ...OF_BIRTH],
  bloodGroup: ['medical-confirmation'],
  maritalStatus: OF_MARRIAGE,
  oldIdentityNumber: ['old-identity-card'],
  fatherName: OF_PARENTS,
  fatherNumber: OF_PARENTS,
  motherName: OF_PARENTS,
  motherNumber: OF_PARENTS,
  spouseName: OF_MARRIAGE,
  spouseNumber: OF_MARRIAGE,
  householdHeadName: OF_RESIDENCE,
  householdHeadNumber: OF_RESIDENCE,
  relationToHead: OF_RESIDENCE,
  placeOfBirth: OF_PARENTS,
  placeOfBirthRegistration: OF_PARENTS,
  placeOfOrigin: OF_PARENTS,
  permanentResidence: OF_RESIDENCE,
  temporaryResidence: OF_RESIDENCE,
  currentResidence: OF_RESIDENCE,
}

/**
 * Papers of which one proves that the register's value is to be corrected; other papers are possible, so `other` is
 * always last. The circulars name the kinds, not a list by field: the office's own reading.
 */
export function papersForCorrection(field: TextFieldName | AddressFieldName): readonly PaperType[] {
  return [...(PAPERS[field] ?? []), 'other']
}
