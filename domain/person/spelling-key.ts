/**
 * Spelling pairs that are cheap to confuse, by region or by ear: i/y, s/x, ch/tr, d/gi/r/v, l/n, final n/ng and c/t.
 * Two folded words with the same key are written differently and may be the same name: Lý and Lí, Xuân and Suân.
 * Expects one word as `foldText` leaves it.
 */
export function spellingKey(foldedWord: string): string {
  return foldedWord
    .replace(/^gi(?=[aeiouy])/, 'd')
    .replace(/^[drv](?=[aeiouy])/, 'd')
    .replace(/^tr/, 'ch')
    .replace(/^s(?=[aeiouy])/, 'x')
    .replace(/^l(?=[aeiouy])/, 'n')
    .replace(/ng$/, 'n')
    .replace(/(?<=[aeiouy])c$/, 't')
    .replace(/y/g, 'i')
}

/** Keys under which a person is looked for before names are compared in earnest: cheap to index, loose enough to catch. */
export interface BlockingKeys {
  readonly givenNameAndYear: string
  readonly namesAndSex: string
}

/** Blocking keys of one person: folded given name with year; folded family and given name with sex. */
export function blockingKeys(person: {
  readonly familyKey: string
  readonly givenKey: string
  readonly yearOfBirth: number
  readonly sex: string
}): BlockingKeys {
  return {
    givenNameAndYear: `${person.givenKey}|${person.yearOfBirth}`,
    namesAndSex: `${person.familyKey}|${person.givenKey}|${person.sex}`,
  }
}
