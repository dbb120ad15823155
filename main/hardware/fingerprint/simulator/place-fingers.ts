import {
  type FingerPosition,
  findFingerBySbiName,
  sbiDeviceSubId,
  slapFingers,
  slapGroups,
} from '../../../../domain/biometric/finger-position.ts'

/** What a request says of the fingers. */
export interface FingersAsked {
  readonly count?: unknown
  readonly bioSubType?: unknown
  readonly exception?: unknown
  readonly deviceSubId?: unknown
}

export function fingersOfSlap(deviceSubId: string): readonly FingerPosition[] {
  const slap = slapGroups.find((one) => String(sbiDeviceSubId(one)) === deviceSubId)
  return slap ? slapFingers(slap) : []
}

const named = (names: unknown): FingerPosition[] =>
  Array.isArray(names) ? names.flatMap((name) => findFingerBySbiName(String(name)) ?? []) : []

/**
 * Fingers to be laid down, or undefined where the device has to refuse: on a slap device the fingers and the exceptions together are all of
 * one slap, and there is no place 0; a device for single fingers takes one (SBI, RCAPTURE).
 */
export function placeFingers(asked: FingersAsked, subType: 'Slap' | 'Single'): readonly FingerPosition[] | undefined {
  const place = String(asked.deviceSubId ?? '')
  const exceptions = named(asked.exception)
  if (subType === 'Single') {
    const fingers = named(asked.bioSubType)
    return place === '0' && Number(asked.count) === 1 && exceptions.length === 0 ? fingers.slice(0, 1) : undefined
  }
  const slap = fingersOfSlap(place)
  if (exceptions.some((finger) => !slap.includes(finger))) return undefined
  const coming = slap.filter((finger) => !exceptions.includes(finger))
  const fingers = asked.bioSubType === undefined ? coming : named(asked.bioSubType)
  const same = fingers.length === coming.length && coming.every((finger) => fingers.includes(finger))
  return same && coming.length > 0 && Number(asked.count) === coming.length ? fingers : undefined
}
