import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../../../domain/calendar/plain-date.ts'
import {
  AddressFieldName,
  type ApplicationCaptures,
  type ApplicationForm,
  emptyCaptures,
  emptyForm,
  type Finding,
  SectionName,
  TextFieldName,
} from '../../../../../domain/identity-card/application.ts'
import { ReasonCode } from '../../../../../domain/identity-card/application-reason.ts'
import { assessApplication } from '../../../../../domain/identity-card/assess-application.ts'
import type { PopulationRecord } from '../../../../../domain/person/population-record.ts'
import { parseUnitFile } from '../../../../../domain/unit/unit-row.ts'
import { unitTable } from '../../../../../domain/unit/unit-table.ts'
import type { Language, Text } from '../../../../../renderer/app/text.ts'
import { findingRefusal } from '../../../../../renderer/identity-card/application/words/finding-words.ts'
import { allTexts } from '../../../text-files.ts'

const units = unitTable(parseUnitFile(readFileSync('resources/reference/units/units.json', 'utf8')))

/** Words as the window gives them, with every complaint of the message library collected. */
function wordsIn(language: Language): { readonly t: Text; readonly complaints: string[] } {
  const messages = allTexts(language)
  const complaints: string[] = []
  const intl = createIntl({ locale: language, messages, onError: (fault) => complaints.push(fault.message) })
  const has = (key: string): boolean => Object.hasOwn(messages, key)
  const words = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    intl.formatMessage({ id: key }, values)
  const first = (keys: readonly string[], values?: Readonly<Record<string, string | number>>): string =>
    words(keys.find(has) ?? keys[0] ?? '', values)
  return { t: Object.assign(words, { has, first, language }), complaints }
}

const record: PopulationRecord = {
  personalNumber: '001201012345',
  fullName: 'NGUYỄN VĂN AN',
  familyName: 'NGUYỄN',
  middleName: 'VĂN',
  givenName: 'AN',
  dateOfBirth: '2001-03-15',
  sex: 'male',
  nationality: 'VNM',
  religion: '00',
  ethnicity: '01',
  status: 'living',
}

const odd: Readonly<Partial<Record<TextFieldName, readonly string[]>>> = {
  fullName: ['AN', '', '4N', '___', 'A'.repeat(200), '李', "H' YẾN"],
  personalNumber: ['001201012345', '', '12', '999201012345', '001301012345', '001195012345', '00120101234Á'],
  oldIdentityNumber: ['012345678', '12'],
  dateOfBirth: ['15/03/2001', '2001', '03/2001', '31/02/2001', '15/03/01', '1/13/2001', '2090', 'hôm qua', '1850', ''],
  sex: ['male', 'female', ''],
  ethnicity: ['01', '02', ''],
  nationality: ['VNM', 'FRA', ''],
  religion: ['00', '01'],
  fatherNumber: ['1', '001070012345'],
  motherName: ['9', 'TRẦN THỊ BÌNH'],
}
const address = fc.record(
  {
    detail: fc.constantFrom('', '12 Hàng Bông'),
    provinceCode: fc.constantFrom('01', '79', '99'),
    communeCode: fc.constantFrom('00070', '99999'),
    asOf: fc.constantFrom('2026-11-24', '2025-01-01', 'hôm nay'),
    source: fc.constantFrom('typed' as const, 'qr' as const),
  },
  { requiredKeys: ['detail', 'asOf', 'source'] },
)
const anyField = <N extends string, V>(names: readonly N[], value: (name: N) => fc.Arbitrary<V>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.option(value(name), { nil: undefined })])))

const drafts = fc.record({
  day: fc.constantFrom('2022-03-01', '2024-08-01', '2026-11-24'),
  kind: fc.constantFrom('', 'first-issue', 'exchange', 'reissue'),
  reason: fc.constantFrom('', ...ReasonCode.options),
  fields: anyField(TextFieldName.options, (name) =>
    fc.constantFrom(...(odd[name] ?? ['x'])).map((text) => ({ text, source: 'typed' as const })),
  ),
  addresses: anyField(AddressFieldName.options, () => address),
  population: fc.constantFrom('found', 'found', 'not-found', 'not-compared', undefined),
  status: fc.constantFrom('living', 'deceased', 'missing', 'cancelled'),
  represented: fc.constantFrom(undefined, 'none', 'paper', 'register'),
  relation: fc.constantFrom('father', 'uncle', ''),
  correction: fc.boolean(),
  marks: fc.boolean(),
  weak: fc.boolean(),
  portrait: fc.constantFrom(undefined, 'bad', 'overridden'),
  irisReason: fc.constantFrom('', 'no-device', 'not-possible'),
  others: fc.integer({ min: 0, max: 1 }),
  card: fc.constantFrom(null, '2021-05-01', '2024-05-01', '2026-01-01'),
})
type Draft = typeof drafts extends fc.Arbitrary<infer T> ? T : never

function findingsOf(draft: Draft): readonly Finding[] {
  const form = {
    ...emptyForm(),
    kind: draft.kind,
    reason: draft.reason,
    fields: draft.fields,
    addresses: draft.addresses,
    representative: draft.represented
      ? { fullName: 'TRẦN THỊ BÌNH', personalNumber: '', relation: draft.relation, proof: draft.represented }
      : null,
    differences: draft.correction ? { religion: { choice: 'request-correction' } } : {},
    marks: draft.marks ? [{ kind: 'scar', distanceInCm: 'x', direction: '', landmark: '' }] : [],
    irisNotTaken: draft.irisReason === '' ? null : { reason: draft.irisReason, remark: '' },
  } as ApplicationForm
  const captures = {
    ...emptyCaptures(),
    population:
      draft.population === undefined
        ? null
        : {
            status: draft.population,
            scope: 'centre',
            requestId: 'r',
            purpose: 'card-application',
            at: '2026-11-24T03:00:00.000Z',
            record:
              draft.population === 'found'
                ? {
                    ...record,
                    status: draft.status,
                    ...(draft.card
                      ? { card: { number: '1', kind: 'chip-card', issuedOn: draft.card, expiresOn: null } }
                      : {}),
                  }
                : null,
          },
    prints: draft.weak
      ? { 'left-ring': { blob: '0'.repeat(64), quality: 9, attempts: 3, lowQuality: true, device: '', capturedAt: '' } }
      : {},
    portrait: draft.portrait
      ? {
          blob: '0'.repeat(64),
          width: 600,
          height: 800,
          checks: [{ check: 'size', passed: false, figure: 1, limit: 2 }],
          override: draft.portrait === 'overridden' ? { reason: 'other', remark: 'x' } : null,
          capturedAt: '',
        }
      : null,
  } as ApplicationCaptures
  return assessApplication({
    form,
    captures,
    day: plainDate(draft.day),
    digest: 'd',
    othersWithNumber: draft.others,
    units,
  }).findings
}

/** What no clerk may read: a key, a code, an unfilled place. */
const RAW = /\b(?:finding|next|field|fault|why|paper|application)\.[a-z]|[{}]|undefined|\b[a-z]+-[a-z]+-[a-z]+\b/

describe.each(['vi', 'en'] as const)('what the rules find, in %s', (language) => {
  test('every finding of any draft is a sentence with its next step, never a key or a code', () => {
    const { t, complaints } = wordsIn(language)
    const general = t('finding.other')
    const met = new Set<string>()
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const finding of findingsOf(draft)) {
          met.add(finding.code)
          const { text, rule } = findingRefusal(t, finding)
          expect(text, finding.code).not.toMatch(RAW)
          expect(text.startsWith(general), `${finding.code} has words of its own`).toBe(false)
          expect(finding.nextStep === undefined || t.has(`next.${finding.nextStep}`), finding.nextStep).toBe(true)
          expect(rule).toContain(finding.source)
          expect(SectionName.options).toContain(finding.section)
        }
      }),
      { numRuns: 400 },
    )
    expect(complaints).toEqual([])
    expect(met.size).toBeGreaterThan(40)
  })
})
