import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  AddressFieldName,
  FieldSource,
  SectionName,
  TextFieldName,
} from '../../../../domain/identity-card/application.ts'
import { flattenTexts } from '../../../../renderer/app/load-texts.ts'

function textsOf(language: 'vi' | 'en') {
  const folder = 'resources/text'
  return flattenTexts(
    readdirSync(folder)
      .filter((name) => name === `${language}.json` || name.endsWith(`.${language}.json`))
      .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
  )
}
const vi = textsOf('vi')
const en = textsOf('en')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name)
    return entry.isDirectory() ? sources(at) : /\.tsx?$/.test(entry.name) ? [readFileSync(at, 'utf8')] : []
  })
}
const code = [...sources('renderer/identity-card/application'), ...sources('renderer/applicant')].join('\n')

test('both languages of the counter hold the same keys', () => {
  const own = (texts: Readonly<Record<string, string>>) =>
    Object.keys(texts)
      .filter((key) => /^(application|applicant|field)\./.test(key))
      .sort()
  expect(own(en)).toEqual(own(vi))
})

test('every key written out in the code has words', () => {
  const keys = [...code.matchAll(/\bt\(\s*'([a-z][\w.-]*)'/g)].map((match) => match[1] ?? '')
  expect(keys.length).toBeGreaterThan(150)
  expect(keys.filter((key) => !(key in vi))).toEqual([])
})

test('every key chosen between two has words', () => {
  const keys = [...code.matchAll(/(?<!\bid)[?:]\s*'((?:application|applicant)\.[\w.-]*)'/g)].map(
    (match) => match[1] ?? '',
  )
  expect(keys.filter((key) => !(key in vi))).toEqual([])
})

test('every built key finds at least one text', () => {
  const heads = [...code.matchAll(/\bt\(\s*`([a-z][\w.-]*?)\$\{/g)].map((match) => match[1] ?? '')
  expect(heads.length).toBeGreaterThan(20)
  expect(heads.filter((head) => !Object.keys(vi).some((key) => key.startsWith(head)))).toEqual([])
})

test('every field, step and source has its words', () => {
  const keys = [
    ...[...TextFieldName.options, ...AddressFieldName.options].map((name) => `field.${name}`),
    ...SectionName.options.map((name) => `application.step.${name}`),
    ...FieldSource.options.map((name) => `source.${name}`),
  ]
  expect(keys.filter((key) => !(key in vi) || !(key in en))).toEqual([])
})

test('every finding and next step the rules can name has words', () => {
  const rules = readdirSync('domain/identity-card')
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join('domain/identity-card', name), 'utf8'))
    .join('\n')
  const next = [...rules.matchAll(/nextStep: '([a-z-]+)'/g)].map((match) => `next.${match[1]}`)
  const said = [...rules.matchAll(/say\(\s*(?:'(?:intake|fee|confirmation|slip)',\s*)?'([a-z-]+)'/g)].map(
    (match) => match[1] ?? '',
  )
  const findings = [
    ...said,
    ...[...rules.matchAll(/\bcode: '([a-z-]+)',\n?\s*severity/g)].map((match) => match[1] ?? ''),
  ]
  expect(findings.length).toBeGreaterThan(20)
  expect([...new Set([...next, ...findings.map((code) => `finding.${code}`)])].filter((key) => !(key in vi))).toEqual(
    [],
  )
})

test('the Vietnamese of the counter holds no English and every text has its marks composed', () => {
  const own = Object.entries(vi).filter(([key]) => /^(application|applicant|field)\./.test(key))
  const english = own.filter(([, text]) =>
    /\b(the|and|draft|saved|please|step|finger|error)\b/i.test(text.replace(/\{[^}]*\}/g, '')),
  )
  expect(english).toEqual([])
  for (const [, text] of own) expect(text).toBe(text.normalize('NFC'))
})
