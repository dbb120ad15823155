import { expect, test } from 'vitest'
import type { CodeScannerDevice, CodeScanners } from '../../../main/hardware/code-scanner/code-scanner.ts'
import { codeScannerSource } from '../../../main/hardware/code-scanner/code-scanner-source.ts'
import type { DocumentScanners } from '../../../main/hardware/document-scanner/document-scanner.ts'
import { documentScannerSource } from '../../../main/hardware/document-scanner/document-scanner-source.ts'
import type { HostState } from '../../../main/hardware/host/index.ts'

const up = (): HostState => ({ name: 'x', state: 'up', since: '', restarts: 0, lastFault: null, pid: 1 })
const scanner: CodeScannerDevice = {
  id: 'hid:/dev/hidraw0',
  name: 'TestCo 2D',
  serialNumber: 'S1',
  simulated: false,
  trouble: null,
}
const codes = (devices: readonly CodeScannerDevice[]) =>
  codeScannerSource({ devices: () => devices, lookAgain: async () => undefined } as unknown as CodeScanners, up)

test('a code scanner that can be read is a device; one that cannot is said with the reason', async () => {
  expect(await codes([scanner]).find()).toMatchObject([{ id: scanner.id, name: 'TestCo 2D' }])
  expect(await codes([]).find()).toEqual([])
  const broken = { ...scanner, id: 'hid:/dev/hidraw1', trouble: 'no-access' } as const
  expect(await codes([scanner, broken]).find()).toMatchObject([
    { id: scanner.id },
    { id: broken.id, trouble: { failure: 'no-access', step: 'open' } },
  ])
})

test('the self test of a code scanner fails when it has gone or cannot be read', async () => {
  const signal = new AbortController().signal
  await expect(codes([scanner]).selfTest?.(scanner.id, signal)).resolves.toBeUndefined()
  await expect(codes([]).selfTest?.(scanner.id, signal)).rejects.toMatchObject({ failure: 'unreachable' })
  const held = codes([{ ...scanner, trouble: 'no-access' }])
  await expect(held.selfTest?.(scanner.id, signal)).rejects.toMatchObject({ failure: 'no-access' })
})

const documents = (found: boolean, failure: string) =>
  documentScannerSource(
    {
      find: async () =>
        found
          ? [
              {
                id: 'escl:http://h/',
                simulated: true,
                abilities: {
                  name: 'M',
                  serialNumber: '7',
                  sources: [
                    {
                      source: 'flatbed',
                      resolutions: [75, 600],
                      colours: ['grey'],
                      formats: ['image/jpeg'],
                      widest: 210,
                      longest: 297,
                    },
                  ],
                },
                scan: async function* () {},
              },
            ]
          : [],
      troubles: () => [{ id: 'escl:http://h/', failure, step: 'status' }],
      lookAgain: async () => undefined,
      close: async () => undefined,
    } satisfies DocumentScanners,
    up,
  )

test('a document scanner shows its protocol, serial number and resolution; one that does not answer shows why', async () => {
  expect(await documents(true, '').find()).toMatchObject([
    {
      name: 'M',
      simulated: true,
      facts: [
        { key: 'protocol', value: 'eSCL (AirScan)' },
        { key: 'serial', value: '7' },
        { key: 'resolution', value: '600 dpi' },
      ],
    },
  ])
  // The broken one of two is shown beside the one that works.
  expect(await documents(true, 'paper-jam').find()).toMatchObject([
    { name: 'M' },
    { name: 'escl:http://h/', trouble: { failure: 'paper-jam', step: 'status' } },
  ])
  await expect(documents(false, 'too-slow').find()).rejects.toMatchObject({ failure: 'too-slow', step: 'status' })
  const signal = new AbortController().signal
  await expect(documents(true, '').selfTest?.('escl:other', signal)).rejects.toMatchObject({ failure: 'unreachable' })
})
