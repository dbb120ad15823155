import { useRef } from 'react'
import type { BlankList } from '../../preload/contract/blank.ts'
import { FailureText, newRequestId, timeOrDay, useAct, useText } from '../app/index.ts'
import { Button, DataList, TextField, useToast } from '../kit/index.ts'

/** A blank that somebody reported as spoiled: the second person looks at it and signs, or sends it back. */
export function ReportedBlank({
  blank,
  mayDecide,
  onDone,
}: {
  blank: BlankList['reported'][number]
  mayDecide: boolean
  onDone: (list: BlankList) => void
}) {
  const t = useText()
  const say = useToast()
  const confirm = useAct('blank.confirm-spoiled')
  const refuse = useAct('blank.refuse-spoiled')
  const requestId = useRef(newRequestId())
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const { kind, serial } = blank

  async function decide(agreed: boolean): Promise<void> {
    const named = { kind, serial, requestId: requestId.current }
    const outcome = agreed
      ? await confirm.act({ ...named, password: password.current?.value ?? '' })
      : await refuse.act({ ...named, remark: '' })
    if (password.current) password.current.value = ''
    if (!outcome.ok) return
    requestId.current = newRequestId()
    onDone(outcome.value)
    say('good', t(agreed ? 'blank.done.confirm-spoiled' : 'blank.done.refuse-spoiled', { serial }))
  }

  return (
    <li className="stack">
      <DataList
        rows={[
          { key: 'serial', label: t(`blank-kind.${kind}`), value: serial },
          {
            key: 'reason',
            label: t('blank.reason'),
            value: `${blank.reason === null ? '' : t(`spoil-reason.${blank.reason}`)} ${blank.remark ?? ''}`,
          },
          {
            key: 'by',
            label: t('blank.reported-by'),
            value: `${blank.reportedBy ?? ''} ${timeOrDay(blank.changedAt)}`,
          },
        ]}
      />
      {mayDecide ? (
        <>
          <TextField
            label={t('sign-in.password')}
            type="password"
            autoComplete="current-password"
            maxLength={200}
            inputRef={password}
          />
          <div className="row">
            <Button kind="main" busy={confirm.busy} onPress={() => void decide(true)}>
              {t('blank.confirm')}
            </Button>
            <Button busy={refuse.busy} onPress={() => void decide(false)}>
              {t('blank.refuse')}
            </Button>
          </div>
        </>
      ) : (
        <p className="k-description">{t('blank.needs-second')}</p>
      )}
      <FailureText failed={confirm.failed ?? refuse.failed} />
    </li>
  )
}
