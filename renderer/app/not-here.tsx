import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type OfficeKind, officesDoing, type Procedure } from '../../domain/unit/office.ts'
import { Banner, Button } from '../kit/index.ts'
import { useStation } from './station.tsx'
import { type Text, useText } from './text.ts'

const procedures: readonly Procedure[] = [
  'identity-card',
  'identity-card-under-14',
  'identity-certificate',
  'biometric-voice-dna',
  'civil-status',
  'civil-status-foreign-element',
  'insurance-verification',
]

const isProcedure = (text: string): text is Procedure => procedures.some((procedure) => procedure === text)

/** "UBND cấp xã hoặc Công an cấp tỉnh": which kinds and levels of office do it on the day. */
function whoDoes(t: Text, procedure: Procedure, day: string): string {
  const offices = officesDoing(procedure, plainDate(day))
  const words = offices.map(({ kind, level }) => t(`office.${kind}.${level}`))
  return new Intl.ListFormat(t.language, { type: 'disjunction' }).format(new Set(words))
}

/** What this office does not do is not in its lists; an address or a look-up that lands there says who does it. */
export function NotHere({ procedure }: { procedure: Procedure }) {
  const t = useText()
  const station = useStation()
  const navigate = useNavigate()
  const offices = whoDoes(t, procedure, station.legalDay)
  return (
    <div className="page">
      <h1>{t(`procedure.${procedure}`)}</h1>
      <Banner tone="info">{offices === '' ? t('not-here.nobody') : t('not-here.body', { offices })}</Banner>
      <div className="row">
        <Button kind="main" onPress={() => void navigate({ to: '/' })}>
          {t('screen-failed.leave')}
        </Button>
      </div>
    </div>
  )
}

export function NotHereScreen() {
  const { procedure } = useParams({ from: '/not-here/$procedure' })
  return <NotHere procedure={isProcedure(procedure) ? procedure : 'identity-card'} />
}

/** For screens of the identity card: the page to show instead where this office is no police, else undefined. */
export function usePolice(): ReactElement | undefined {
  return useOfficeIs('police') ? undefined : <NotHere procedure="identity-card" />
}

export function useOfficeIs(kind: OfficeKind): boolean {
  return useStation().office.kind === kind
}
