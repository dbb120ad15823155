import type { DeviceRow } from '../../preload/contract/device.ts'
import { plainDay, timeOrDay, useText } from '../app/index.ts'
import { DataList, StateBadge } from '../kit/index.ts'

/** Warn this many days before a device's certificate ends. */
const CERTIFICATE_WARNING_DAYS = 30
const DAY_MS = 86_400_000

/** What is known of a device: last use, self test, certificate, firmware, its driver, and what it states itself. */
export function DeviceFacts({ device }: { device: DeviceRow }) {
  const t = useText()
  const { certificateUntil, firmware, selfTest, driver } = device
  const daysLeft = certificateUntil === null ? undefined : (Date.parse(certificateUntil) - Date.now()) / DAY_MS
  const rows = [
    {
      key: 'used',
      label: t('device.last-used'),
      value: device.lastUsedAt ? timeOrDay(device.lastUsedAt) : t('device.never'),
    },
  ]
  const certificate =
    certificateUntil === null || daysLeft === undefined
      ? []
      : [
          {
            key: 'certificate',
            label: t('device.certificate'),
            value: plainDay(certificateUntil.slice(0, 10)),
            badge:
              daysLeft < 0 ? (
                <StateBadge tone="bad">{t('device.certificate-ended')}</StateBadge>
              ) : daysLeft < CERTIFICATE_WARNING_DAYS ? (
                <StateBadge tone="wait">{t('device.certificate-ends')}</StateBadge>
              ) : null,
          },
        ]
  if (selfTest) {
    const time = timeOrDay(selfTest.at)
    const value = selfTest.passed
      ? t('device.self-test-passed', { time, ms: Math.round(selfTest.ms) })
      : t('device.self-test-failed', { time })
    rows.push({ key: 'self-test', label: t('device.self-test-last'), value })
  }
  if (firmware !== null) rows.push({ key: 'firmware', label: t('device.firmware'), value: firmware })
  for (const { key, value } of device.facts)
    rows.push({ key: `fact ${key}`, label: t.first([`device.fact.${key}`, 'device.fact-other']), value })
  if (driver) {
    const parts = [
      t(`device.driver-state.${driver.state}`, { time: timeOrDay(driver.since) }),
      ...(driver.restarts > 0 ? [t('device.driver-restarts', { count: driver.restarts })] : []),
      ...(driver.lastFault ? [t(`device.driver-fault.${driver.lastFault.fault}`)] : []),
    ]
    rows.push({ key: 'driver', label: t('device.driver'), value: parts.join(', ') })
  }
  return <DataList rows={[...rows, ...certificate]} />
}
