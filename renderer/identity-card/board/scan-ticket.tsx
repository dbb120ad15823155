import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useStation, useText } from '../../app/index.ts'
import { Button, Dialog, TextField } from '../../kit/index.ts'
import { placeOf } from './card-place.ts'
import { useBoard } from './use-board.ts'
import type { BoardCardView } from './work-states.ts'

/** The card a ticket's code, ticket number or dossier number means, if this office has it open. */
export function cardOfTicket(cards: readonly BoardCardView[], code: string): BoardCardView | undefined {
  const wanted = code.trim().toUpperCase()
  if (wanted === '') return undefined
  return (
    cards.find((card) => card.id.toUpperCase() === wanted) ??
    cards.find((card) => card.ticket.trim().toUpperCase() === wanted) ??
    cards.find((card) => card.number === wanted || card.number === wanted.padStart(6, '0'))
  )
}

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
