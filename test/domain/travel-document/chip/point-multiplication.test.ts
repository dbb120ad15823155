import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curves, encodePoint, xOf } from '../../../../domain/travel-document/chip/elliptic-curve.ts'
import {
  multipliedX,
  multiplyGenerator,
  multiplyPoint,
} from '../../../../domain/travel-document/chip/point-multiplication.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'

/** The same without OpenSSL's curves: everything by the arithmetic of the domain. */
const alone = { ...cryptography, generatorTimes: () => undefined, xOfPointTimes: () => undefined }

for (const curve of curves) {
  test(`points of ${curve.name} are multiplied by OpenSSL as by our own arithmetic, also at the ends of the order`, () => {
    const scalars = fc.oneof(
      fc.bigInt({ min: 1n, max: curve.order - 1n }),
      fc.constantFrom(1n, 2n, 3n, curve.order - 1n, curve.order - 2n, curve.order - 3n),
    )
    fc.assert(
      fc.property(scalars, fc.bigInt({ min: 2n, max: curve.order - 2n }), (scalar, start) => {
        const point = multiplyGenerator(cryptography, curve, start)
        expect(point.equals(multiplyGenerator(alone, curve, start))).toBe(true)
        const product = multiplyPoint(cryptography, curve, scalar, point)
        expect(encodePoint(curve, product)).toEqual(encodePoint(curve, multiplyPoint(alone, curve, scalar, point)))
        expect(multipliedX(cryptography, curve, scalar, point)).toEqual(xOf(curve, product))
      }),
      { numRuns: 12 },
    )
  })
}
