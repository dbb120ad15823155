import { fromHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import type { ChipCryptography } from '../../../../domain/travel-document/chip/chip-cryptography.ts'
import { nodeChipCryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'

/** A capability whose "random" bytes are those a worked example of the standard printed, in their order. */
export function scriptedRandom(...values: readonly string[]): ChipCryptography {
  const left = values.map(fromHex)
  return {
    ...nodeChipCryptography,
    random(length) {
      const next = left.shift()
      if (next?.length !== length) throw new Error(`the example has no ${length} random bytes here`)
      return next
    },
  }
}
