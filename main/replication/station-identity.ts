import 'reflect-metadata'
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import * as z from 'zod/mini'
import { EnrolmentReply } from '../../centre/protocol/enrolment.ts'
import { publicKeyFromText, publicKeyToText } from '../../centre/protocol/signed.ts'
import { type LogIdentity, NO_PREVIOUS } from '../log/index.ts'
import { findSetting, putSetting, type Store } from '../store/index.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

/** The station's own keys, one use each; they never leave the encrypted store. PEM, PKCS#8. */
const StationKeys = z.object({ tls: z.string(), event: z.string() })
type StationKeys = z.infer<typeof StationKeys>

const Enrolment = z.object({ office: z.int(), station: z.string(), ...EnrolmentReply.shape })
export type Enrolment = z.infer<typeof Enrolment>

/** What an enrolled station is. */
export interface StationIdentity extends LogIdentity {
  readonly certificate: string
  readonly authority: string
  readonly tlsKey: string
  readonly receiptKey: KeyObject
  readonly feedKey: KeyObject
  readonly blobKey: KeyObject
}

export function getOrMakeKeys(store: Store): StationKeys {
  const kept = findSetting(store, 'station-keys')
  if (kept !== undefined) return StationKeys.parse(JSON.parse(kept))
  const pem = { format: 'pem', type: 'pkcs8' } as const
  const keys: StationKeys = {
    tls: String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem)),
    event: String(generateKeyPairSync('ed25519').privateKey.export(pem)),
  }
  putSetting(store, 'station-keys', JSON.stringify(keys))
  return keys
}

/** PKCS#10 request for the TLS key, PEM. */
export async function certificateRequest(tlsKey: string, commonName: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const der = createPrivateKey(tlsKey).export({ format: 'der', type: 'pkcs8' })
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign'])
  const spki = createPublicKey(tlsKey).export({ format: 'der', type: 'spki' })
  const publicKey = await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify'])
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${commonName}`,
    // Node's own key type is the browser's in all but its declaration.
    keys: { privateKey, publicKey } as unknown as CryptoKeyPair,
    signingAlgorithm: algorithm,
  })
  return request.toString('pem')
}

export function eventKeyText(keys: { readonly event: string }): string {
  return publicKeyToText(createPrivateKey(keys.event))
}

export function keepEnrolment(store: Store, enrolment: Enrolment): void {
  putSetting(store, 'enrolment', JSON.stringify(enrolment))
}

export function findIdentity(store: Store): StationIdentity | undefined {
  const kept = findSetting(store, 'enrolment')
  if (kept === undefined) return undefined
  const enrolment = Enrolment.parse(JSON.parse(kept))
  const keys = getOrMakeKeys(store)
  return {
    office: enrolment.office,
    station: enrolment.station,
    epoch: enrolment.epoch,
    epochPrev: enrolment.head?.hash ?? NO_PREVIOUS,
    eventKey: createPrivateKey(keys.event),
    certificate: enrolment.certificate,
    authority: enrolment.authority,
    tlsKey: keys.tls,
    receiptKey: publicKeyFromText(enrolment.receiptKey),
    feedKey: publicKeyFromText(enrolment.feedKey),
    blobKey: publicKeyFromText(enrolment.blobKey),
  }
}
