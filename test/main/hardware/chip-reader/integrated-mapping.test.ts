import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mrzInformation } from '../../../../domain/travel-document/chip/access-key.ts'
import { openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import { curves } from '../../../../domain/travel-document/chip/elliptic-curve.ts'
import { findEncodedPoint, pseudoRandom } from '../../../../domain/travel-document/chip/pace-integrated-mapping.ts'
import { readChip } from '../../../../domain/travel-document/chip/read-chip.ts'
import { runChipSteps } from '../../../../domain/travel-document/chip/run-chip-steps.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import {
  type ChipCurveName,
  chipCurve,
  chipCurves,
} from '../../../../main/hardware/chip-reader/simulator/chip-curve.ts'
import { ChipProfile } from '../../../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { emulatedChip } from '../../../../main/hardware/chip-reader/simulator/emulated-chip.ts'
import { integratedPoint } from '../../../../main/hardware/chip-reader/simulator/integrated-mapping.ts'
import { personalise } from '../../../../main/hardware/chip-reader/simulator/personalise.ts'
import { testIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const names = Object.keys(chipCurves) as ChipCurveName[]
const ciphers = ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const
const NONCES = { '3DES': [16, 16], 'AES-128': [16, 16], 'AES-192': [32, 24], 'AES-256': [32, 32] } as const

test('the card maps the nonces of ICAO 9303-11 appendix H.1 to the point that is printed there', () => {
  const mapped = integratedPoint(
    chipCurve('brainpoolP256r1').equation,
    'AES-128',
    hex('2923BE84E16CD6AE529049F1F1BBE9EB'),
    hex('5DD4CBFC96F5453B130D890A1CDBAE32'),
  )
  expect(mapped?.x.toString(16)).toBe('8e82d31559ed0fde92a4d0498add3c23baba94fb77691e31e90aea77fb17d427')
  expect(mapped?.y.toString(16)).toBe('4c1ae14bd0c3dbac0c871b7f3608169364437ca30ac243a089d3f266c1e60fad')
})

test("the card's mapping and the reader's, written apart, lead to the same point of the curve on every curve with every cipher", () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...ciphers), bytes, bytes, (name, cipher, own, theirs) => {
      const [nonceLength, keyLength] = NONCES[cipher]
      const [s, t] = [own.subarray(0, nonceLength), theirs.subarray(0, keyLength)]
      const on = curves.find((one) => one.name === name)
      if (!on) throw new Error(`no curve ${name}`)
      const there = findEncodedPoint(on, pseudoRandom(cryptography, on, cipher, s, t))?.toAffine()
      const here = integratedPoint(chipCurve(name).equation, cipher, Buffer.from(s), Buffer.from(t))
      expect(here).toEqual(there)
      if (here) chipCurve(name).pointAt(here).assertValidity()
    }),
    { numRuns: 150 },
  )
})

test('a terminal whose nonce is no key of the cipher is refused', () => {
  const { equation } = chipCurve('P-256')
  expect(integratedPoint(equation, 'AES-128', Buffer.alloc(16, 1), Buffer.alloc(15))).toBeUndefined()
})

test.each(names.map((curve, i) => ({ curve, cipher: ciphers[i % 4] })))(
  'a card of integrated mapping with $cipher on $curve is opened with its zone and read',
  async ({ curve, cipher }) => {
    const holder = { personalNumber: '001090012345', fullName: 'Nguyễn Văn An', dateOfBirth: '1990-03-15', sex: 'male' }
    const pace = [{ cipher, curve, mapping: 'integrated' }]
    const profile = { holder: { ...holder, expiresOn: '2030-03-15' }, pace, bac: false, dataGroups: [1] }
    const more = { chipAuthentication: null, activeAuthentication: 'none', fingerprints: false }
    const card = emulatedChip(await personalise(ChipProfile.parse({ ...profile, ...more }), await testIssuer()))
    const information = mrzInformation({ documentNumber: '090012345', birth: '900315', expiry: '300315' })
    const key = { kind: 'mrz', information } as const
    const read = await runChipSteps(readChip(openChipSession(cryptography), { key }), async ({ command }) =>
      card.process(Buffer.from(command)),
    )
    expect(read.access).toMatchObject({ protocol: 'PACE', cipher, curve })
    expect(read.files.DG1).toBeDefined()
  },
)
