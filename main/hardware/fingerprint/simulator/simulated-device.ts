import { type DeviceIdentity, type SimulatedMaker, simulatedMaker } from './device-identity.ts'
import type { AboutFault, CaptureFault } from './simulated-fault.ts'

export interface DeviceOptions {
  readonly port: number
  readonly spec: '0.9.2' | '0.9.5' | '1.0'
  readonly level: 'L0' | 'L1'
  readonly subType: 'Slap' | 'Single'
  /** Days the device's certificate is valid. */
  readonly validDays: number
}

export const SERIAL = 'SOBOSIM00000001'
export const stamp = (ms = Date.now()) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
export const success = { errorCode: '0', errorInfo: 'Success' }

/** Who signs what of a capture: right, or wrong in one way. */
export interface SimulatedDevice {
  readonly rootPem: string
  readonly chipRootPem: string
  signerFor(fault: CaptureFault | undefined): DeviceIdentity
  digitalId(signer: DeviceIdentity, serialNo?: string): string
  discovery(busy: boolean, fault: AboutFault | undefined): unknown
  info(busy: boolean, fault: AboutFault | undefined): unknown
}

const makeSigners = async (maker: SimulatedMaker, validDays: number) => ({
  good: await maker.issue({ validDays }),
  expired: await maker.issue({ validDays: -1 }),
  expiredChain: await maker.issue({ validDays, providerDays: -1 }),
  weak: await maker.issue({ validDays, bits: 1024 }),
  stranger: await (await simulatedMaker('stranger')).issue({ validDays }),
})

export async function simulatedDevice(options: DeviceOptions): Promise<SimulatedDevice> {
  const { port, spec, level, subType } = options
  const maker = await simulatedMaker('simulated maker')
  const chipMaker = await simulatedMaker('simulated chip maker')
  const signers = await makeSigners(maker, options.validDays)
  const chip = await chipMaker.issue({ validDays: 3_650 })

  const statusOf = (busy: boolean, fault: AboutFault | undefined) =>
    fault === 'not-registered' ? 'Not Registered' : fault === 'not-ready' ? 'Not Ready' : busy ? 'Busy' : 'Ready'
  const facts = (busy: boolean, fault: AboutFault | undefined) => ({
    ...(spec === '1.0' ? { serialNo: SERIAL } : { deviceId: '2', deviceCode: SERIAL }),
    deviceStatus: statusOf(busy, fault),
    certification: level,
    serviceVersion: spec,
    deviceSubId: subType === 'Slap' ? ['1', '2', '3'] : ['0'],
    callbackId: fault === 'other-callback' ? 'http://127.0.0.1:80/' : `http://127.0.0.1:${port}/`,
    specVersion: fault === 'unknown-version' ? ['7.0'] : spec === '1.0' ? ['1.0', '0.9.5'] : [spec],
    purpose: 'Registration',
  })

  const digitalId = (signer: DeviceIdentity, serialNo = SERIAL) =>
    (level === 'L1' ? chip : signer).sign({
      serialNo,
      make: 'So Bo',
      model: subType === 'Slap' ? 'SIM-442' : 'SIM-1',
      type: 'Finger',
      deviceSubType: subType,
      deviceProvider: 'So Bo',
      deviceProviderId: 'SOBO.SIM',
      dateTime: stamp(),
    })

  return {
    rootPem: maker.rootPem,
    chipRootPem: chipMaker.rootPem,
    signerFor(fault) {
      if (fault === 'untrusted-chain') return signers.stranger
      if (fault === 'expired-key') return signers.expired
      if (fault === 'expired-chain') return signers.expiredChain
      return fault === 'weak-key' ? signers.weak : signers.good
    },
    digitalId,
    discovery: (busy, fault) => [{ ...facts(busy, fault), digitalId: '', error: success }],
    info(busy, fault) {
      const payload = {
        ...facts(busy, fault),
        firmware: 'SIM.442.1.0',
        env: 'Developer',
        digitalId: digitalId(signers.good),
      }
      if (fault === 'not-registered') {
        const bare = Buffer.from(JSON.stringify({ ...payload, digitalId: '', purpose: '' })).toString('base64url')
        return [{ deviceInfo: bare, error: { errorCode: '100', errorInfo: 'Device not registered' } }]
      }
      const wrapped = spec === '1.0' ? { deviceInfo: payload } : payload
      return [{ deviceInfo: signers.good.sign(wrapped), error: success }]
    },
  }
}
