import type { LineState } from '../../preload/contract/line.ts'
import { FailureText, useAct, useAskAgain, useText } from '../app/index.ts'
import { Button, Panel } from '../kit/index.ts'

/** Training: pulls the cable of this desk on purpose, and puts it back. */
export function OutageDrill({ state }: { state: LineState['state'] }) {
  const t = useText()
  const askAgain = useAskAgain()
  const drill = useAct('line.drill')
  async function turn(cut: boolean): Promise<void> {
    await drill.act({ cut })
    await Promise.all([askAgain('line.detail'), askAgain('line.state')])
  }
  return (
    <Panel title={t('drill.title')}>
      <div className="stack">
        <p>{t('drill.explain')}</p>
        <FailureText failed={drill.failed} />
        <div className="row">
          <Button busy={drill.busy} disabled={state === 'out'} onPress={() => void turn(true)}>
            {t('drill.cut')}
          </Button>
          <Button busy={drill.busy} disabled={state === 'up'} onPress={() => void turn(false)}>
            {t('drill.mend')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
