import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readChunks } from '../../../../../../main/hardware/fingerprint/drivers/sbi/sbi-chunks.ts'

const chunk = (bytes: Uint8Array, extension = '') =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}${extension}\r\n`), bytes, Buffer.from('\r\n')])
const LAST = Buffer.from('0\r\n\r\n')

test('a body comes out of its chunks whole, however it was cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constantFrom('', ';a=b', ' ;x'))),
      (pieces) => {
        const sent = Buffer.concat([...pieces.map(([bytes, extension]) => chunk(bytes, extension)), LAST])
        expect(readChunks(sent)).toEqual(Buffer.concat(pieces.map(([bytes]) => bytes)))
      },
    ),
  )
})

test('half of the chunks is no body', () => {
  const sent = Buffer.concat([chunk(Buffer.from('{"biometrics":[]}')), LAST])
  for (let cut = 0; cut < sent.length - 2; cut++) expect(readChunks(sent.subarray(0, cut))).toBe('unfinished')
})

test.each(['zz\r\nab\r\n', '-1\r\n', '3\r\nabcd\r\n', 'fffffffff\r\n', `${'a'.repeat(300)}`])(
  '%j is no chunk',
  (text) => {
    expect(readChunks(Buffer.from(text))).toBe('malformed')
  },
)
