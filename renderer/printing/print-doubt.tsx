import { FailureText, useAct, useKeepAnswer, useText } from '../app/index.ts'
import { Banner, Button } from '../kit/index.ts'

/** Nobody knows whether the paper came out: the clerk looks into the tray and says so; only then is it printed again. */
export function PrintDoubt({
  ticket,
  paper,
  onSettled,
}: {
  ticket: string
  paper?: string
  onSettled?: (cameOut: boolean) => void
}) {
  const t = useText()
  const settle = useAct('printing.settle')
  const keep = useKeepAnswer()
  async function answer(cameOut: boolean): Promise<void> {
    const outcome = await settle.act({ ticket, cameOut })
    if (!outcome.ok) return
    keep('printing.printer', { use: 'forms' }, outcome.value)
    onSettled?.(cameOut)
  }
  return (
    <>
      <Banner
        tone="wait"
        urgent
        title={paper === undefined ? t('printing.doubt') : t('printing.doubt-of', { paper })}
        actions={
          <>
            <Button size="small" busy={settle.busy} onPress={() => void answer(true)}>
              {t('printing.came-out')}
            </Button>
            <Button size="small" busy={settle.busy} onPress={() => void answer(false)}>
              {t('printing.not-out')}
            </Button>
          </>
        }
      >
        {t('printing.doubt-explain')}
      </Banner>
      <FailureText failed={settle.failed} />
    </>
  )
}
