import { useEffect, useRef, useState } from 'react'
import { CodeNotice } from '../../../../preload/contract/device.ts'
import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { AskFailed, FailureText, useAct, useAsk, useNotice, useText } from '../../../app/index.ts'
import { Banner, Button, Dialog, Icon, isComposing, Progress, strokeOf, wedgeDetector } from '../../../kit/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { valueWords } from '../words/value-words.ts'
import { ChipRoom } from './chip-room.tsx'

type Channel = 'scanned' | 'typed' | 'pasted'
type Understood = ReplyOf<'application.read-code'>

/** What one question may carry; a longer text is refused whole, for a cut code would be read as another. */
const LONGEST_CODE = 4000

/**
 * F7: one box for a card's QR, an MRZ or pasted text. What was understood goes into empty fields; what stands there already is
 * never overwritten, the conflict is shown.
 */
export function ScanDialog({
  scanned,
  onClose,
  onUncertain,
}: {
  /** What a scanner read before the dialog was open. */
  scanned?: string
  onClose: () => void
  onUncertain: (fields: readonly string[]) => void
}) {
  const t = useText()
  const { id } = useView()
  const read = useDraftAct('application.read-code')
  const box = useRef<HTMLTextAreaElement>(null)
  const typing = useRef({ wedge: wedgeDetector(), byScanner: false, pasted: false })
  const [understood, setUnderstood] = useState<Understood>()
  const [refused, setRefused] = useState<'code-too-long' | 'garbled-by-input-method'>()
  const first = useRef(scanned)
  useEffect(() => {
    box.current?.focus()
    if (first.current !== undefined) take.current(first.current)
    first.current = undefined
  }, [])
  useNotice('code', (body) => {
    const notice = CodeNotice.safeParse(body)
    if (!notice.success) return
    if (notice.data.tooLong) refuse('code-too-long')
    else take.current(notice.data.text)
  })

  /** Says what is wrong without asking: the core would not see more than the window does. */
  function refuse(failure: 'code-too-long' | 'garbled-by-input-method'): void {
    read.reset()
    setUnderstood(undefined)
    setRefused(failure)
    typing.current = { wedge: wedgeDetector(), byScanner: false, pasted: false }
    box.current?.select()
  }

  async function send(text: string, channel: Channel): Promise<void> {
    if (text.trim() === '') return
    setRefused(undefined)
    if (text.length > LONGEST_CODE) {
      refuse('code-too-long')
      return
    }
    const outcome = await read.act({ id, text, channel })
    if (!outcome) return
    if (outcome.ok) {
      setUnderstood(outcome.value)
      onUncertain(outcome.value.uncertain)
      if (box.current) box.current.value = ''
    } else {
      setUnderstood(undefined)
      box.current?.select()
    }
    typing.current = { wedge: wedgeDetector(), byScanner: false, pasted: false }
    box.current?.focus()
  }
  const sendLatest = useRef(send)
  sendLatest.current = send
  const sending = useRef(Promise.resolve())
  /** One after the other: a second code while the first is being read is not lost. */
  const take = useRef((text: string) => {
    sending.current = sending.current.then(() => sendLatest.current(text, 'scanned'))
  })
  function sendBox(): void {
    const { pasted, byScanner } = typing.current
    void send(box.current?.value ?? '', pasted ? 'pasted' : byScanner ? 'scanned' : 'typed')
  }
  return (
    <Dialog
      title={t('application.code.title')}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('application.code.done')}</Button>
          <Button kind="main" busy={read.busy} onPress={sendBox}>
            {t('application.code.read')}
          </Button>
        </>
      }
    >
      <div className="a-scan">
        <label className="k-label" htmlFor="scan-box">
          {t('application.code.box')}
        </label>
        <textarea
          id="scan-box"
          ref={box}
          className="k-input"
          rows={4}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="scan-how"
          data-takes-codes=""
          onPaste={() => {
            typing.current.pasted = true
          }}
          onKeyDown={(event) => {
            const verdict = typing.current.wedge.take(strokeOf(event.nativeEvent))
            if (verdict.kind === 'code') typing.current.byScanner = true
            if (verdict.kind === 'garbled') {
              if (!isComposing(event.nativeEvent)) event.preventDefault()
              refuse('garbled-by-input-method')
              return
            }
            if (event.key !== 'Enter' || event.shiftKey || event.repeat || isComposing(event.nativeEvent)) return
            const text = event.currentTarget.value
            // The lines of an MRZ come one by one; the third one ends it.
            if (text.includes('<') && text.trim().split(/\s+/).length < 3) return
            event.preventDefault()
            sendBox()
          }}
        />
        <p id="scan-how" className="k-description">
          {t('application.code.how')}
        </p>
        {read.busy ? <Progress doing={t('application.code.reading')} /> : null}
        <FailureText failed={refused ? new AskFailed('application.read-code', refused) : read.failed} />
        {understood ? <WhatWasRead understood={understood} /> : null}
        <ChipRoom onUncertain={onUncertain} />
        <TrainingCards onRead={(text) => take.current(text)} />
      </div>
    </Dialog>
  )
}

function WhatWasRead({ understood }: { understood: Understood }) {
  const t = useText()
  const fields = (names: readonly string[]) => names.map((name) => t(`field.${name}`)).join(', ')
  return (
    <div className="a-read" aria-live="polite">
      <Banner tone="good" title={t(`application.code.kind.${understood.kind}`)}>
        {understood.filled.length > 0
          ? t('application.code.filled', { count: understood.filled.length, fields: fields(understood.filled) })
          : t('application.code.nothing-new')}
      </Banner>
      {understood.conflicts.length > 0 ? (
        <Banner tone="wait" title={t('application.code.conflicts')}>
          <ul className="a-conflicts">
            {understood.conflicts.map((one) => (
              <li key={one.field}>
                {t('application.code.conflict', {
                  field: t(`field.${one.field}`),
                  standing: valueWords(one.field, one.standing),
                  read: valueWords(one.field, one.read),
                })}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {understood.uncertain.length > 0 ? (
        <Banner tone="wait">{t('application.code.check-these', { fields: fields(understood.uncertain) })}</Banner>
      ) : null}
    </div>
  )
}

/** Training only: cards of synthetic people, as a scanner would read them. The core refuses the question outside training. */
function TrainingCards({ onRead }: { onRead: (text: string) => void }) {
  const t = useText()
  const { data } = useAsk('application.training-cards', {})
  const lay = useAct('application.training-chip')
  if (!data || data.cards.length === 0) return null
  return (
    <section className="a-cards" aria-label={t('application.code.training')}>
      <h3>{t('application.code.training')}</h3>
      <FailureText failed={lay.failed} />
      <ul>
        {data.cards.map((card) => (
          <li key={card.label} className="a-card">
            <Icon name="card" />
            <div className="a-card-words">
              <strong>{card.label}</strong>
            </div>
            {card.qr === '' ? null : (
              <Button
                size="small"
                aria-label={t('application.code.read-qr-of', { card: card.label })}
                onPress={() => onRead(card.qr)}
              >
                QR
              </Button>
            )}
            {card.mrz === '' ? null : (
              <Button
                size="small"
                aria-label={t('application.code.read-mrz-of', { card: card.label })}
                onPress={() => onRead(card.mrz)}
              >
                MRZ
              </Button>
            )}
            {card.mrz === '' || !data.chips ? null : (
              <Button
                size="small"
                aria-label={t('chip.training-lay', { card: card.label })}
                onPress={() => void lay.act({ label: card.label })}
              >
                Chip
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
