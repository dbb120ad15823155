import { useState } from 'react'
import { FailureText, newRequestId, useText } from '../../../app/index.ts'
import { Banner, Button, Dialog, RadioGroup, TextField } from '../../../kit/index.ts'
import { PaperPreview } from '../finish/paper-preview.tsx'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { findingWords } from '../words/finding-words.ts'

/** Từ chối tiếp nhận: only on what the rules themselves call a refusal, in writing. */
export function Refusing() {
  const t = useText()
  const { may } = useView()
  const [open, setOpen] = useState(false)
  if (!may.refuse) return null
  return (
    <Banner
      tone="bad"
      title={t('application.refuse.title')}
      actions={
        <Button kind="grave" size="small" onPress={() => setOpen(true)}>
          {t('application.refuse.open')}
        </Button>
      }
    >
      {t('application.refuse.see')}
      {open ? <RefuseDialog onClose={() => setOpen(false)} /> : null}
    </Banner>
  )
}

function RefuseDialog({ onClose }: { onClose: () => void }) {
  const t = useText()
  const { id, findings } = useView()
  const grounds = findings.filter((one) => one.severity === 'refusal')
  const [ground, setGround] = useState(grounds.length === 1 ? (grounds[0]?.code ?? '') : '')
  const [remark, setRemark] = useState('')
  const [requestId] = useState(newRequestId)
  const refuse = useDraftAct('application.refuse')
  return (
    <Dialog
      title={t('application.refuse.title')}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('application.refuse.not-now')}</Button>
          <Button
            kind="grave"
            busy={refuse.busy}
            disabled={ground === ''}
            onPress={() => void refuse.act({ id, finding: ground, remark, requestId })}
          >
            {t('application.refuse.do')}
          </Button>
        </>
      }
    >
      <div className="a-stack">
        <p>{t('application.refuse.explain')}</p>
        <RadioGroup
          label={t('application.refuse.ground')}
          upright
          choices={grounds.map((one) => ({ id: one.code, label: findingWords(t, one), detail: one.source }))}
          value={ground}
          onChoose={setGround}
        />
        <TextField
          label={t('application.refuse.remark')}
          optional
          lines={3}
          maxLength={1000}
          value=""
          onType={setRemark}
        />
        <FailureText failed={refuse.failed} />
        <PaperPreview form="refusal" />
      </div>
    </Dialog>
  )
}
