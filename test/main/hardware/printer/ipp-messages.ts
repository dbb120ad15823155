import fc from 'fast-check'
import type {
  IppAttribute,
  IppMessage,
  IppTextType,
  IppValue,
} from '../../../../main/hardware/printer/drivers/ipp/ipp-message.ts'
import { textTags } from '../../../../main/hardware/printer/drivers/ipp/ipp-message.ts'

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const words = fc.string({ maxLength: 40, unit: 'grapheme' })
const bytes = (length?: number) =>
  fc.uint8Array(length === undefined ? { maxLength: 30 } : { minLength: length, maxLength: length })

const plain: fc.Arbitrary<IppValue> = fc.oneof(
  fc.record({ type: fc.constantFrom('integer', 'enum'), value: int32 }),
  fc.record({ type: fc.constant('boolean'), value: fc.boolean() }),
  fc.record({ type: fc.constantFrom(...(Object.keys(textTags) as IppTextType[])), value: words }),
  fc.record({ type: fc.constantFrom('text-with-language', 'name-with-language'), language: words, value: words }),
  fc.record({ type: fc.constant('octets'), value: bytes() }),
  fc.record({ type: fc.constant('date-time'), value: bytes(11) }),
  fc.record({ type: fc.constant('resolution'), cross: int32, feed: int32, unit: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ type: fc.constant('range'), from: int32, to: int32 }),
  fc.record({ type: fc.constant('no-value'), tag: fc.integer({ min: 0x10, max: 0x1f }) }),
  fc.record({ type: fc.constant('other'), tag: fc.integer({ min: 0x4b, max: 0xff }), value: bytes() }),
)

const { attribute } = fc.letrec<{ value: IppValue; attribute: IppAttribute }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { arbitrary: plain, weight: 6 },
    {
      arbitrary: fc.record({
        type: fc.constant('collection'),
        members: fc.array(tie('attribute'), { maxLength: 3 }),
      }) as fc.Arbitrary<IppValue>,
      weight: 1,
    },
  ),
  attribute: fc.record({
    name: fc.string({ minLength: 1, maxLength: 30 }),
    values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
  }),
}))

/** Messages of every kind of value, collections inside collections. */
export const ippMessages: fc.Arbitrary<IppMessage> = fc.record({
  version: fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 })),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(
    fc.record({ tag: fc.constantFrom(1, 2, 4, 5, 6, 9), attributes: fc.array(attribute, { maxLength: 5 }) }),
    { maxLength: 4 },
  ),
})
