import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { captureExceptionReasons } from '../../domain/biometric/capture-exception.ts'
import { fingerPositions } from '../../domain/biometric/finger-position.ts'
import { ApplicationState, FieldSource } from '../../domain/identity-card/application.ts'
import { returnReasons } from '../../domain/identity-card/return-reason.ts'
import { deviceFailures } from '../../main/hardware/device-error.ts'
import { type Call, everyCallMayFail } from '../../preload/contract/define-contract.ts'
import { DeviceRow } from '../../preload/contract/device.ts'
import { callNames, contract } from '../../preload/contract/index.ts'
import { LookUpPurpose } from '../../preload/contract/population.ts'
import { allTexts, readTexts, textFiles, windowSources } from './text-files.ts'

const vi = allTexts('vi')
const en = allTexts('en')

/** Names of the values an ICU message takes; the words of plural and select choices are messages again. */
function valuesOf(message: string): readonly string[] {
  const names = new Set<string>()
  let at = 0
  function readMessage(): void {
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') readArgument()
      else at += 1
    }
  }
  function readArgument(): void {
    const head = /^\{\s*(\w+)\s*/.exec(message.slice(at))
    if (!head) throw new Error(`not a message: ${message}`)
    names.add(head[1] ?? '')
    at += head[0].length
    // Past the comma stand the type and its choices, each a word and a message in braces.
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') {
        at += 1
        readMessage()
      }
      at += 1
    }
    at += 1
  }
  readMessage()
  return [...names].sort()
}

describe('the texts of the windows', () => {
  test('both languages hold the same keys', () => {
    expect(Object.keys(vi).filter((key) => !Object.hasOwn(en, key))).toEqual([])
    expect(Object.keys(en).filter((key) => !Object.hasOwn(vi, key))).toEqual([])
  })

  test('a key stands in one file only', () => {
    for (const language of ['vi', 'en'] as const) {
      const owners = new Map<string, string>()
      const twice: string[] = []
      for (const file of textFiles(language))
        for (const key of Object.keys(readTexts(file))) {
          if (owners.has(key)) twice.push(`${key}: ${owners.get(key)} and ${file}`)
          owners.set(key, file)
        }
      expect(twice).toEqual([])
    }
  })

  test('no text is empty and every message can be read as ICU in its language', () => {
    for (const [locale, texts] of [
      ['vi', vi],
      ['en', en],
    ] as const) {
      const faults: string[] = []
      const intl = createIntl({ locale, messages: texts, onError: (fault) => faults.push(fault.message) })
      for (const [key, message] of Object.entries(texts)) {
        if (message.trim() === '') faults.push(`${key} is empty`)
        intl.formatMessage({ id: key }, Object.fromEntries(valuesOf(message).map((name) => [name, 2])))
      }
      expect(faults).toEqual([])
    }
  })

  test('the English text takes no value that the Vietnamese one does not', () => {
    const unknown = Object.keys(vi).filter((key) => {
      // "…Within" is the same value as it begins within a sentence; each language takes the form it needs.
      const [known = [], named = []] = [vi[key], en[key]].map((message) =>
        valuesOf(message ?? '').map((name) => name.replace(/Within$/, '')),
      )
      return named.some((name) => !known.includes(name))
    })
    expect(unknown).toEqual([])
  })

  test('every key that the windows name in full has words', () => {
    const missing: string[] = []
    for (const { file, source } of windowSources()) {
      const named = [
        ...source.matchAll(/\bt\(\s*'([^']+)'/g),
        ...source.matchAll(/formatMessage\(\{ id: '([^']+)'/g),
        ...source.matchAll(/\bwords\('([a-z][a-z-]*\.[^']+)'/g),
      ]
      for (const [, key] of named) if (key !== undefined && !Object.hasOwn(vi, key)) missing.push(`${file}: ${key}`)
    }
    expect(missing).toEqual([])
  })

  test('every key that the windows put together has words for at least one ending', () => {
    const keys = Object.keys(vi)
    const missing: string[] = []
    for (const { file, source } of windowSources())
      for (const match of source.matchAll(/\bt\(\s*`([a-z][\w.-]*)\$\{[^}]*\}([\w.-]*)/g)) {
        const [, start = '', end = ''] = match
        if (!keys.some((key) => key.startsWith(start) && key.includes(end))) missing.push(`${file}: ${start}…${end}`)
      }
    expect(missing).toEqual([])
  })
})

describe('every failure of the contract has words in both languages', () => {
  test.each(callNames)('%s', (name) => {
    const call: Call = contract[name]
    for (const failure of [...call.failures, ...everyCallMayFail])
      for (const texts of [vi, en])
        expect(
          Object.hasOwn(texts, `failure.${name}.${failure}`) || Object.hasOwn(texts, `failure.${failure}`),
          `${name}: ${failure}`,
        ).toBe(true)
  })
})

describe('every code the core may send has words', () => {
  const groups: Readonly<Record<string, readonly string[]>> = {
    state: ApplicationState.options,
    column: ApplicationState.options,
    'state-empty': ApplicationState.options,
    source: FieldSource.options,
    purpose: LookUpPurpose.options,
    return: returnReasons.map((reason) => reason.code),
    next: returnReasons.map((reason) => reason.nextStep),
    'device-state': DeviceRow.shape.state.options,
    'device-kind': DeviceRow.shape.kind.options,
    device: deviceFailures,
    'device.driver-state': ['idle', 'starting', 'up', 'restarting', 'stopped'],
    'device.driver-fault': ['died', 'hung', 'garbage', 'flood', 'too-much-memory'],
    'exception-reason': captureExceptionReasons,
    finger: fingerPositions,
    severity: ['refusal', 'gap', 'warning', 'note'],
    waits: [
      'counter',
      'population-correction',
      'approval',
      'receipt',
      'centre-decision',
      'card',
      'counter-again',
      'nothing',
    ],
    channel: ['at-office', 'mobile', 'online'],
    line: ['up', 'out', 'not-enrolled', 'needs-you'],
    'hit-why': [
      'number',
      'old-number',
      'exact',
      'tone-style',
      'spacing',
      'easily-confused-marks',
      'marks-missing',
      'tone-marks',
      'typing-residue',
      'spelling',
      'near',
      'middle-name-missing',
      'word-order',
      'regional-doublet',
      'name-part',
      'place',
      'birth-exact',
      'birth-less-precise',
      'birth-filler',
      'birth-day-month-swapped',
      'birth-one-digit',
      'birth-same-year',
      'birth-neighbouring-year',
      'birth-different',
    ],
  }
  test.each(Object.keys(groups))('%s', (group) => {
    for (const code of groups[group] ?? []) expect(vi, group).toHaveProperty([`${group}.${code}`])
  })
})

test('no Vietnamese text was left in English', () => {
  // A sentence of three words or more without a single Vietnamese letter is not Vietnamese.
  const marked = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i
  const left = Object.entries(vi).filter(
    ([, text]) =>
      text
        .replace(/\{[^}]*\}/g, ' ')
        .split(/\s+/)
        .filter((word) => /^[a-z]{3,}$/i.test(word)).length >= 3 && !marked.test(text),
  )
  expect(left).toEqual([])
})
