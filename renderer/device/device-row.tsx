import type { DeviceRow as Device } from '../../preload/contract/device.ts'
import { plainDay, timeOrDay, useText } from '../app/index.ts'
import { Badge, Banner, Button, DataList, StateBadge, type Tone } from '../kit/index.ts'
import { PrinterPanel } from '../printing/index.ts'

const tones: Readonly<Record<Device['state'], Tone>> = { ready: 'good', busy: 'info', trouble: 'bad', absent: 'wait' }
/** Warn this many days before a device's certificate ends. */
const CERTIFICATE_WARNING_DAYS = 30

function endsSoon(until: string): boolean {
  return Date.parse(until) - Date.now() < CERTIFICATE_WARNING_DAYS * 86_400_000
}

export function DeviceRow({ device, busy, onTry }: { device: Device; busy: boolean; onTry: () => void }) {
  const t = useText()
  const never = t('device.never')
  const until = device.certificateUntil
  return (
    <li className="k-panel">
      <div className="k-panel-head">
        <h2>
          {t(`device-kind.${device.kind}`)} <span className="device-name">{device.name}</span>
        </h2>
        <span className="row">
          {device.simulated ? <Badge>{t('device.simulated')}</Badge> : null}
          <StateBadge tone={tones[device.state]}>{t(`device-state.${device.state}`)}</StateBadge>
          <Button
            size="small"
            busy={busy}
            onPress={onTry}
            aria-label={t('device.try-again-of', { device: t(`device-kind.${device.kind}`) })}
          >
            {t('device.try-again')}
          </Button>
        </span>
      </div>
      <div className="k-panel-body stack">
        {device.trouble ? (
          <Banner
            tone={device.state === 'ready' ? 'wait' : 'bad'}
            title={t('device.trouble', { time: timeOrDay(device.trouble.at) })}
          >
            {t.first([
              `device.${device.kind}.${device.trouble.code}`,
              `device.${device.trouble.code}`,
              'device.trouble-unknown',
            ])}{' '}
            <small>({t.first([`device.step.${device.trouble.step}`, 'device.step-unknown'])})</small>
          </Banner>
        ) : null}
        <DataList
          rows={[
            {
              key: 'used',
              label: t('device.last-used'),
              value: device.lastUsedAt ? timeOrDay(device.lastUsedAt) : never,
            },
            ...(until === null
              ? []
              : [
                  {
                    key: 'certificate',
                    label: t('device.certificate'),
                    value: plainDay(until.slice(0, 10)),
                    badge: endsSoon(until) ? <StateBadge tone="wait">{t('device.certificate-ends')}</StateBadge> : null,
                  },
                ]),
            ...(device.firmware === null
              ? []
              : [{ key: 'firmware', label: t('device.firmware'), value: device.firmware }]),
          ]}
        />
        {device.kind === 'printer' ? <PrinterPanel /> : null}
      </div>
    </li>
  )
}
