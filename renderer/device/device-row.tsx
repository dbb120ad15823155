import type { DeviceRow as Device } from '../../preload/contract/device.ts'
import { timeOrDay, useText } from '../app/index.ts'
import { Badge, Banner, Button, StateBadge, type Tone } from '../kit/index.ts'
import { PrinterPanel } from '../printing/index.ts'
import { DeviceFacts } from './device-facts.tsx'

const tones: Readonly<Record<Device['state'], Tone>> = { ready: 'good', busy: 'info', trouble: 'bad', absent: 'wait' }

export interface DeviceRowActs {
  readonly busy: boolean
  readonly onTry: () => void
  readonly onSelfTest: () => void
}

export function DeviceRow({ device, busy, onTry, onSelfTest }: { device: Device } & DeviceRowActs) {
  const t = useText()
  const kind = t(`device-kind.${device.kind}`)
  const { trouble } = device
  return (
    <li className="k-panel">
      <div className="k-panel-head">
        <h2>
          {kind} <span className="device-name">{device.name}</span>
        </h2>
        <span className="row">
          {device.simulated ? <Badge>{t('device.simulated')}</Badge> : null}
          <StateBadge tone={tones[device.state]}>{t(`device-state.${device.state}`)}</StateBadge>
          {/* The window tests its cameras itself: the core does not see them. */}
          {device.canSelfTest || device.kind === 'camera' ? (
            <Button
              size="small"
              busy={busy}
              onPress={onSelfTest}
              aria-label={t('device.self-test-of', { device: kind })}
            >
              {t('device.self-test')}
            </Button>
          ) : null}
          <Button size="small" busy={busy} onPress={onTry} aria-label={t('device.try-again-of', { device: kind })}>
            {t('device.try-again')}
          </Button>
        </span>
      </div>
      <div className="k-panel-body stack">
        {trouble ? (
          <Banner
            tone={device.state === 'trouble' ? 'bad' : 'wait'}
            title={t('device.trouble', { time: timeOrDay(trouble.at) })}
          >
            {t.first([`device.${device.kind}.${trouble.code}`, `device.${trouble.code}`, 'device.trouble-unknown'])}{' '}
            <small>({t.first([`device.step.${stepWord(trouble.step)}`, 'device.step-unknown'])})</small>
          </Banner>
        ) : null}
        <DeviceFacts device={device} />
        {device.kind === 'printer' ? <PrinterPanel use={device.id === 'printer:blanks' ? 'blanks' : 'forms'} /> : null}
      </div>
    </li>
  )
}

/** "capture signature (expired)" is a capture to the clerk; the rest is the technician's. */
function stepWord(step: string): string {
  return step.startsWith('self test') ? 'self test' : (step.split(' ')[0] ?? step)
}
