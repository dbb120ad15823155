import type { ReplyOf } from '../../../preload/contract/index.ts'
import { useSpans, useText } from '../../app/index.ts'
import { Icon, type IconName, type Tone } from '../../kit/index.ts'

type Meters = ReplyOf<'application.board'>['meters']
type Place = { to: '/list/$state'; params: { state: string } } | { to: '/line' }

interface Reading {
  readonly name: string
  readonly value: string
  readonly tone: Tone
  readonly icon: IconName
  readonly place: Place
}

/** đúng · đủ · sạch · sống · Nhật ký: the five promises as they stand; each opens its list. */
export function QualityMeters({ meters, onOpen }: { meters: Meters; onOpen: (place: Place) => void }) {
  const t = useText()
  const spans = useSpans()
  const counted = (name: string, count: number): Reading => ({
    name,
    value: t(`meter.${name}.value`, { count }),
    tone: count === 0 ? 'good' : 'wait',
    icon: count === 0 ? 'check' : 'warning',
    place: { to: '/list/$state', params: { state: `open-${name}` } },
  })
  const readings: readonly Reading[] = [
    counted('correct', meters.correct),
    counted('complete', meters.complete),
    counted('clean', meters.clean),
    {
      name: 'alive',
      value: meters.alive === null ? t('meter.alive.none') : spans(meters.alive * 1000),
      tone: meters.alive === null ? 'quiet' : 'good',
      icon: meters.alive === null ? 'dash' : 'check',
      place: { to: '/list/$state', params: { state: 'approved' } },
    },
    {
      name: 'provable',
      value: t(`meter.provable.${meters.provable === null ? 'unknown' : meters.provable ? 'intact' : 'broken'}`),
      tone: meters.provable === null ? 'quiet' : meters.provable ? 'good' : 'bad',
      icon: meters.provable === null ? 'dash' : meters.provable ? 'check' : 'cross',
      place: { to: '/line' },
    },
  ]
  return (
    <section className="meters" aria-label={t('meter.title')}>
      <h2>{t('meter.title')}</h2>
      <ul>
        {readings.map((reading) => (
          <li key={reading.name}>
            <button
              type="button"
              className="meter"
              data-tone={reading.tone}
              title={t(`meter.${reading.name}.explain`)}
              onClick={() => onOpen(reading.place)}
            >
              <span className="meter-name">
                <Icon name={reading.icon} />
                {t(`meter.${reading.name}.name`)}
              </span>
              <span className="meter-value">{reading.value}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
