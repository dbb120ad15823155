import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerPositions, slapFingers, slapGroups } from '../../../../../../domain/biometric/finger-position.ts'
import {
  type Asked,
  captureBody,
  chooseVersion,
} from '../../../../../../main/hardware/fingerprint/drivers/sbi/sbi-dialect.ts'
import { placeFingers } from '../../../../../../main/hardware/fingerprint/simulator/place-fingers.ts'

test.each([
  [['1.0'], '1.0', '1.0'],
  [['1.0.0', '0.9.5'], '1.0', '1.0.0'],
  [['0.9.5.1'], '0.9.5', '0.9.5.1'],
  [['0.9.2', '0.9.5'], '0.9.5', '0.9.5'],
  [['0.9'], '0.9.2', '0.9'],
])('a device that states %j is spoken to in %s, with its own "%s"', (stated, version, specVersion) => {
  expect(chooseVersion(stated)).toEqual({ version, specVersion })
})

test.each([[[]], [['7.0']], [['0.9.50']], [['1.00']], [['10.9.5']]])('%j is no version spoken here', (stated) => {
  expect(chooseVersion(stated)).toBeUndefined()
})

const asked = (takesSingle: boolean, request: Asked['request'], fingers: Asked['fingers']): Asked => ({
  version: '0.9.5',
  specVersion: '0.9.5',
  takesSingle,
  info: {
    deviceId: '2',
    deviceStatus: 'Ready',
    callbackId: '',
    digitalId: '',
    purpose: 'Registration',
    specVersion: ['0.9.5'],
  },
  serialNo: 'S',
  request,
  fingers,
  transactionId: 'transaction',
  env: 'Developer',
  timeoutMs: 10_000,
})

test('fingers and exceptions of every request to a slap device are the whole of one slap, a single finger too', () => {
  const slap = fc
    .constantFrom(...slapGroups)
    .chain((group) => fc.subarray([...slapFingers(group)], { minLength: 1 }).map((fingers) => ({ group, fingers })))
  const one = fc.constantFrom(...fingerPositions).map((group) => ({ group, fingers: [group] }))
  // People lack fingers of the other hand as well: those are none of this slap's exceptions.
  fc.assert(
    fc.property(fc.oneof(slap, one), fc.subarray([...fingerPositions]), ({ group, fingers }, elsewhere) => {
      const exceptions = elsewhere.filter((finger) => !fingers.includes(finger))
      const request = { group, exceptions, requestedScore: 45, previousHash: '' }
      const { bio } = JSON.parse(captureBody(asked(false, request, fingers), 0))
      expect(bio[0].deviceSubId).not.toBe('0')
      expect(Number(bio[0].count) + bio[0].exception.length).toBe(bio[0].deviceSubId === '3' ? 2 : 4)
      expect(new Set(placeFingers(bio[0], 'Slap'))).toEqual(new Set(fingers))
    }),
  )
})

test('a device for single fingers is asked for one finger in place 0', () => {
  const request = { group: 'left-ring', exceptions: ['left-thumb'], requestedScore: 45, previousHash: '' } as const
  const { bio } = JSON.parse(captureBody(asked(true, request, ['left-ring']), 0))
  expect(bio[0]).toMatchObject({ deviceSubId: '0', count: '1', exception: [] })
  expect(placeFingers(bio[0], 'Single')).toEqual(['left-ring'])
})
