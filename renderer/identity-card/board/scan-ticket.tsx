import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CodeNotice } from '../../../preload/contract/device.ts'
import { useNotice, useStation, useText } from '../../app/index.ts'
import { Button, Dialog, TextField } from '../../kit/index.ts'
import { cardOfTicket } from './card-of-ticket.ts'
import { placeOf } from './card-place.ts'
import { useBoard } from './use-board.ts'

/** F7 outside an application: the QR of a ticket reopens its application at this desk. */
export function ScanTicket({ onClose }: { onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const { signedIn } = useStation()
  const { data: board } = useBoard()
  const [typed, setTyped] = useState('')
  const [notFound, setNotFound] = useState(false)
  function open(code: string): void {
    const card = cardOfTicket(board?.columns.flatMap((column) => column.cards) ?? [], code)
    if (!card) {
      setNotFound(true)
      return
    }
    onClose()
    void navigate({ to: placeOf(card, signedIn), params: { id: card.id } })
  }
  useNotice('code', (body) => {
    const notice = CodeNotice.safeParse(body)
    if (notice.success) open(notice.data.text)
  })
  return (
    <Dialog
      title={t('scan.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          <Button kind="main" onPress={() => open(typed)}>
            {t('scan.open')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('scan.code')}
        description={t('scan.explain')}
        autoFocus
        maxLength={200}
        onType={(text) => {
          setTyped(text)
          setNotFound(false)
        }}
        onEnter={open}
        refusal={notFound ? { text: t('scan.not-found') } : undefined}
      />
    </Dialog>
  )
}
