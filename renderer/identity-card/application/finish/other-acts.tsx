import { useState } from 'react'
import { FailureText, newRequestId, useText } from '../../../app/index.ts'
import { Button, Dialog, TextField, useCommand } from '../../../kit/index.ts'
import { useDraft, useDraftAct } from '../saving/draft-room.tsx'

/** What is done rarely: park until the register is corrected, or the applicant takes the application back. */
export function OtherActs() {
  const t = useText()
  const may = useDraft((draft) => draft.view.may)
  const [withdrawing, setWithdrawing] = useState(false)
  const corrects = useDraft((draft) =>
    Object.values(draft.form.differences).some((one) => one.choice === 'request-correction'),
  )
  useCommand(
    may.withdraw
      ? { id: 'application.withdraw', words: t('application.withdraw.title'), run: () => setWithdrawing(true) }
      : undefined,
  )
  return (
    <>
      {corrects && may.edit ? <ParkButton /> : null}
      {may.withdraw ? (
        <Button kind="plain" size="small" onPress={() => setWithdrawing(true)}>
          {t('application.withdraw.title')}
        </Button>
      ) : null}
      {withdrawing ? <WithdrawDialog onClose={() => setWithdrawing(false)} /> : null}
    </>
  )
}

/** Chờ điều chỉnh dân cư: the corrections go to the register's office with their papers, the application waits. */
export function ParkButton() {
  const t = useText()
  const id = useDraft((draft) => draft.view.id)
  const [open, setOpen] = useState(false)
  const [requestId, setRequestId] = useState(newRequestId)
  const park = useDraftAct('application.park')
  return (
    <>
      <Button icon="clock" onPress={() => setOpen(true)}>
        {t('application.park.open')}
      </Button>
      {open ? (
        <Dialog
          title={t('application.park.title')}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button onPress={() => setOpen(false)}>{t('application.park.not-now')}</Button>
              <Button
                kind="main"
                busy={park.busy}
                onPress={() => {
                  void park.act({ id, requestId }).then((outcome) => {
                    if (outcome?.ok) setRequestId(newRequestId())
                  })
                }}
              >
                {t('application.park.do')}
              </Button>
            </>
          }
        >
          <div className="a-stack">
            <p>{t('application.park.explain')}</p>
            <FailureText failed={park.failed} />
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

function WithdrawDialog({ onClose }: { onClose: () => void }) {
  const t = useText()
  const id = useDraft((draft) => draft.view.id)
  const [remark, setRemark] = useState('')
  const [requestId] = useState(newRequestId)
  const withdraw = useDraftAct('application.withdraw')
  return (
    <Dialog
      title={t('application.withdraw.title')}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('application.withdraw.not-now')}</Button>
          <Button
            kind="grave"
            busy={withdraw.busy}
            disabled={remark.trim() === ''}
            onPress={() => void withdraw.act({ id, remark, requestId })}
          >
            {t('application.withdraw.do')}
          </Button>
        </>
      }
    >
      <div className="a-stack">
        <p>{t('application.withdraw.explain')}</p>
        <TextField
          label={t('application.withdraw.remark')}
          lines={3}
          maxLength={1000}
          value=""
          onType={setRemark}
          autoFocus
        />
        <FailureText failed={withdraw.failed} />
      </div>
    </Dialog>
  )
}
