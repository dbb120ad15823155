import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { FailureText, newRequestId, useAct, useText } from '../../app/index.ts'
import { Button, Dialog, RadioGroup, TextField } from '../../kit/index.ts'

type Channel = 'at-office' | 'mobile' | 'online'
const channels: readonly Channel[] = ['at-office', 'mobile', 'online']

/** F2: the ticket of the person at the counter, then the empty application; everything else is asked there. */
export function NewApplication({ onClose }: { onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const create = useAct('application.create')
  const ticket = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [channel, setChannel] = useState<Channel>('at-office')
  const [requestId] = useState(newRequestId)
  async function begin(): Promise<void> {
    const outcome = await create.act({
      ticket: ticket.current?.value.normalize('NFC').trim() ?? '',
      channel,
      requestId,
    })
    if (!outcome.ok) return
    onClose()
    await navigate({ to: '/application/$id', params: { id: outcome.value.id } })
  }
  return (
    <Dialog
      title={t('new.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          <Button kind="main" busy={create.busy} onPress={() => void begin()}>
            {t('new.begin')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FailureText failed={create.failed} />
        <TextField
          label={t('new.ticket')}
          description={t('new.ticket-explain')}
          optional
          maxLength={40}
          inputRef={ticket}
          autoFocus
          onEnter={() => void begin()}
        />
        <RadioGroup
          label={t('new.channel')}
          value={channel}
          onChoose={(id) => setChannel(channels.find((one) => one === id) ?? 'at-office')}
          choices={channels.map((id) => ({ id, label: t(`channel.${id}`) }))}
        />
      </div>
    </Dialog>
  )
}
