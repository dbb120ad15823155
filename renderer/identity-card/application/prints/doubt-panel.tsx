import { useState } from 'react'
import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import { DoubtReason, doubtReasons, openDoubts, type PrintDoubt } from '../../../../domain/identity-card/print-doubt.ts'
import { FailureText, type Text, useText } from '../../../app/index.ts'
import { Button, Panel, SelectField, StateBadge, TextField } from '../../../kit/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { fingerWords, groupWords } from '../words/finger-words.ts'
import { type CaptureMode, groupOf } from './capture-plan.ts'
import { TwoPrints } from './two-prints.tsx'

interface DoubtPanelProps {
  readonly mode: CaptureMode
  readonly busy: boolean
  readonly onCapture: (group: CaptureGroup) => void
}

/** Prints whose ridges do not fit their labels: the surest pair side by side, what to do, or both kept with a reason. */
export function DoubtPanel(props: DoubtPanelProps) {
  const { captures } = useView()
  const doubts = openDoubts(captures)
  const [first] = doubts
  return first ? <OpenDoubt key={`${first.blob} ${first.otherBlob}`} doubt={first} all={doubts} {...props} /> : null
}

function OpenDoubt({
  doubt,
  all,
  mode,
  busy,
  onCapture,
}: DoubtPanelProps & { doubt: PrintDoubt; all: readonly PrintDoubt[] }) {
  const t = useText()
  const { id } = useView()
  const [keeping, setKeeping] = useState(false)
  const { finger, other, otherApplication } = doubt
  const words = { finger: fingerWords(t, finger), other: fingerWords(t, other), otherWithin: withinSentence(t, other) }
  const groups = [...new Set([finger, ...(otherApplication ? [] : [other])].map((one) => groupOf(one, mode)))]
  return (
    <Panel
      title={t(`application.prints.doubt.${doubt.trouble}`)}
      aside={<StateBadge tone="bad">{t('application.prints.doubt.open', { count: all.length })}</StateBadge>}
    >
      <div className="a-doubt">
        <TwoPrints
          one={{ application: id, blob: doubt.blob, title: t('application.prints.doubt.now', words) }}
          other={{
            application: otherApplication ?? id,
            blob: doubt.otherBlob,
            title: otherApplication ? t('application.prints.doubt.earlier', words) : words.other,
          }}
        />
        <div className="a-stack">
          <p role="alert">{t(`application.prints.doubt.say.${doubt.trouble}`, words)}</p>
          <p>{t(`application.prints.doubt.do.${doubt.trouble}`, words)}</p>
          <div className="a-row">
            {groups.map((group, i) => (
              <Button
                key={group}
                kind={i === 0 ? 'main' : 'usual'}
                icon="finger"
                disabled={busy}
                onPress={() => onCapture(group)}
              >
                {t('application.prints.doubt.again', { fingers: groupWords(t, group) })}
              </Button>
            ))}
            {keeping ? null : (
              <Button disabled={busy} onPress={() => setKeeping(true)}>
                {t('application.prints.doubt.keep')}
              </Button>
            )}
          </div>
          {keeping ? <KeepBoth onBack={() => setKeeping(false)} /> : null}
        </div>
      </div>
    </Panel>
  )
}

/** "Ngón trỏ phải và ngón giữa phải": within a sentence the name begins small. */
function withinSentence(t: Text, finger: FingerPosition): string {
  const name = fingerWords(t, finger)
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)
}

/** As the portrait's override: a reason from the list, a sentence where the list does not say it; the leader sees both. */
function KeepBoth({ onBack }: { onBack: () => void }) {
  const t = useText()
  const { id } = useView()
  const keep = useDraftAct('application.keep-doubted-prints')
  const [reason, setReason] = useState<DoubtReason>()
  const [remark, setRemark] = useState('')
  const incomplete = reason === undefined || (reason === 'other' && remark.trim() === '')
  return (
    <>
      <div className="a-stack">
        <SelectField
          label={t('application.prints.doubt.reason')}
          choices={doubtReasons.map((one) => ({ id: one, label: t(`application.prints.doubt.reason.${one}`) }))}
          value={reason ?? ''}
          onChoose={(one) => setReason(DoubtReason.safeParse(one).data)}
        />
        <TextField
          label={t('application.prints.remark')}
          optional={reason !== 'other'}
          value=""
          maxLength={300}
          onType={setRemark}
        />
      </div>
      <FailureText failed={keep.failed} />
      <div className="a-row">
        <Button onPress={onBack}>{t('kit.cancel')}</Button>
        <Button
          busy={keep.busy}
          disabled={incomplete}
          onPress={() => {
            if (reason) void keep.act({ id, reason, remark: remark.trim() })
          }}
        >
          {t('application.prints.doubt.keep-now')}
        </Button>
      </div>
    </>
  )
}
