import { timeOrDay, useText } from '../../app/index.ts'
import { Banner, Button } from '../../kit/index.ts'
import { ReturnedBanner } from './record/returned-banner.tsx'
import { useDraft, useKeeper } from './saving/draft-room.tsx'

/** What concerns the whole application: returned with a reason, not compared yet, changed elsewhere while it was typed here. */
export function Notices() {
  const t = useText()
  const keeper = useKeeper()
  const { overlaps, population } = useDraft((draft) => ({
    overlaps: draft.overlaps,
    population: draft.view.captures.population,
  }))
  return (
    <>
      <ReturnedBanner />
      {overlaps.length > 0 ? (
        <Banner
          tone="wait"
          actions={
            <Button size="small" onPress={keeper.forgetOverlaps}>
              {t('application.overlap.understood')}
            </Button>
          }
        >
          {t('application.overlap.told', { fields: overlaps.map((path) => overlapWords(t, path)).join(', ') })}
        </Banner>
      ) : null}
      {population?.status === 'not-compared' ? (
        <Banner tone="wait">{t('application.not-compared', { at: timeOrDay(population.at) })}</Banner>
      ) : null}
    </>
  )
}

function overlapWords(t: ReturnType<typeof useText>, path: string): string {
  const name = path.split('.').at(-1) ?? path
  return t.first([`field.${name}`, `application.part.${path.split('.')[0] ?? ''}`, 'application.part.other'])
}
