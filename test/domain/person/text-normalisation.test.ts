import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { warnOfInputMethod } from '../../../domain/person/code-field.ts'
import { normaliseText } from '../../../domain/person/text-normalisation.ts'

describe('text at the edge', () => {
  test('is composed, its blanks single', () => {
    expect(normaliseText('  Nguyễn \t Văn\u00a0An\r\n'.normalize('NFD'))).toEqual({
      ok: true,
      value: 'Nguyễn Văn An',
      repairedLookAlikes: 0,
    })
  })

  test('has its look-alikes of Đ repaired and counted', () => {
    expect(normaliseText('Ðặng Ɖình ðông')).toEqual({ ok: true, value: 'Đặng Đình đông', repairedLookAlikes: 3 })
  })

  test('with a character nobody sees is refused, and the character named', () => {
    expect(normaliseText('An\u200bBình')).toEqual({
      ok: false,
      failure: 'control-character',
      character: 'U+200B',
      at: 2,
    })
    expect(normaliseText('An\u0007')).toMatchObject({ ok: false, character: 'U+0007' })
    expect(normaliseText('\u202eAn')).toMatchObject({ ok: false, character: 'U+202E' })
    expect(normaliseText('\ud800')).toMatchObject({ ok: false, failure: 'control-character' })
  })

  test('longer than its field is refused', () => {
    expect(normaliseText('aaaa', 3)).toEqual({ ok: false, failure: 'too-long', most: 3 })
  })

  test('comes out the same when it goes in again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text)
        if (!once.ok) return
        expect(normaliseText(once.value)).toEqual({ ok: true, value: once.value, repairedLookAlikes: 0 })
        expect(once.value.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('a code field', () => {
  test('warns of the letter a VNI input method made, and says what was meant', () => {
    expect(warnOfInputMethod('12Á')).toEqual({ code: 'input-method-on', character: 'Á', at: 2, suggestion: '12A1' })
    expect(warnOfInputMethod('đ')?.suggestion).toBe('d9')
  })

  test('suggests nothing where two keys may have come in either order', () => {
    const warning = warnOfInputMethod('Ấ5')
    expect(warning?.character).toBe('Ấ')
    expect(warning?.suggestion).toBeUndefined()
  })

  test('is silent on plain codes', () => {
    fc.assert(fc.property(fc.string(), (text) => warnOfInputMethod(text) === undefined))
    expect(warnOfInputMethod('12A1-HT/2015')).toBeUndefined()
  })

  test('suggests only plain characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(warnOfInputMethod(text)?.suggestion ?? '').toMatch(/^[\x20-\x7e]*$/)
      }),
    )
  })
})
