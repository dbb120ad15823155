import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import type { PrintJudgement } from '../../../../domain/biometric/print-judgement.ts'
import { FailureText, useAsk, useText } from '../../../app/index.ts'
import { Button, Panel, Picture } from '../../../kit/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { fingerWords } from '../words/finger-words.ts'

/** One finger: its print as it was kept, and what can be done: take it alone, drop it, state why there is none. */
export function ChosenFinger({
  finger,
  busy,
  onCapture,
  onExcept,
  onClose,
}: {
  finger: FingerPosition
  busy: boolean
  onCapture: () => void
  onExcept: () => void
  onClose: () => void
}) {
  const t = useText()
  const { id, captures } = useView()
  const drop = useDraftAct('application.drop-print')
  const except = useDraftAct('application.except-print')
  const print = captures.prints[finger]
  const exception = captures.exceptions[finger]
  return (
    <Panel
      title={fingerWords(t, finger)}
      aside={
        <Button kind="plain" size="small" icon="cross" onPress={onClose}>
          {t('kit.close')}
        </Button>
      }
    >
      <div className="a-chosen-finger">
        {print ? <PrintPicture id={id} blob={print.blob} finger={finger} /> : null}
        <div className="a-stack">
          {print ? (
            <p>
              {t('application.prints.detail', {
                quality: Math.round(print.quality),
                attempts: print.attempts,
                device: print.device,
              })}
            </p>
          ) : null}
          {print?.judgement ? <Judged judgement={print.judgement} /> : null}
          {exception?.remark ? <p>{exception.remark}</p> : null}
          <div className="a-row">
            {exception ? (
              <Button busy={except.busy} onPress={() => void except.act({ id, position: finger, exception: null })}>
                {t('application.prints.exception-back')}
              </Button>
            ) : (
              <>
                <Button icon="finger" disabled={busy} onPress={onCapture}>
                  {t('application.prints.only-this')}
                </Button>
                {print ? (
                  <Button busy={drop.busy} disabled={busy} onPress={() => void drop.act({ id, position: finger })}>
                    {t('application.prints.drop')}
                  </Button>
                ) : null}
                <Button disabled={busy} onPress={onExcept}>
                  {t('application.prints.no-print')}
                </Button>
              </>
            )}
          </div>
          <FailureText failed={drop.failed ?? except.failed} />
        </div>
      </div>
    </Panel>
  )
}

/** What the engine says of the print, beside the device's own figure. */
function Judged({ judgement }: { judgement: PrintJudgement }) {
  const t = useText()
  if (judgement.state !== 'judged')
    return (
      <p>
        {t(
          judgement.state === 'no-finger'
            ? 'application.prints.coach.no-finger'
            : 'application.prints.state-not-checked',
        )}
      </p>
    )
  return (
    <p>
      {t('application.prints.judged', { quality: Math.round(judgement.quality) })}{' '}
      {judgement.reasons.map((reason) => t(`application.prints.coach.${reason}`)).join(' ')}
    </p>
  )
}

function PrintPicture({ id, blob, finger }: { id: string; blob: string; finger: FingerPosition }) {
  const t = useText()
  const { data, error } = useAsk('application.blob', { id, blob }, { forget: true })
  if (error) return <FailureText failed={error} />
  return (
    <div className="a-print">
      <Picture bytes={data?.content} mediaType={data?.mediaType ?? 'image/png'} alt={fingerWords(t, finger)} />
    </div>
  )
}
