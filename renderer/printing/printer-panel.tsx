import { useRef, useState } from 'react'
import type { ReplyOf } from '../../preload/contract/index.ts'
import type { PrinterUse } from '../../preload/contract/printing.ts'
import { FailureText, newRequestId, useAct, useAsk, useAskAgain, useKeepAnswer, useText } from '../app/index.ts'
import { Button, DataList, StateBadge, StatusLine, TextField } from '../kit/index.ts'
import { PrintDoubt } from './print-doubt.tsx'
import { PrintProgress } from './print-progress.tsx'

type Printer = ReplyOf<'printing.printer'>
const tones = { ready: 'good', busy: 'info', stopped: 'wait', unreachable: 'bad' } as const

/** Farther than this a blank lies askew, or the wrong paper is in the tray; the core refuses it too. */
const MOST_MM = 30

/** Below the printer's row on the devices page: its own word, papers in doubt, a test page, the offset on blanks. */
export function PrinterPanel({ use = 'forms' }: { use?: PrinterUse }) {
  const t = useText()
  const keep = useKeepAnswer()
  const { data } = useAsk('printing.printer', { use }, { refreshEveryMs: 5000 })
  if (!data) return null
  const take = (printer: Printer) => keep('printing.printer', { use }, printer)
  return (
    <>
      <DataList
        rows={[
          {
            key: 'state',
            label: t('printing.says'),
            value: data.reasons
              .map((reason) => t.first([`printer-reason.${reason}`, 'printer-reason.other']))
              .join(' '),
            badge: <StateBadge tone={tones[data.state]}>{t(`printing.state.${data.state}`)}</StateBadge>,
          },
        ]}
      />
      {/* The journal is one for all printers: its questions stand once. */}
      {use === 'forms'
        ? data.questions.map((question) => (
            <PrintDoubt key={question.ticket} ticket={question.ticket} paper={question.name} />
          ))
        : null}
      <PageButtons use={use} printer={data} onPrinted={take} />
      <Offset key={data.id} use={use} printer={data} onSet={take} />
    </>
  )
}

interface PartProps {
  readonly use: PrinterUse
  readonly printer: Printer
}

function PageButtons({ use, printer, onPrinted }: PartProps & { onPrinted: (printer: Printer) => void }) {
  const t = useText()
  const print = useAct('printing.print-page')
  const askAgain = useAskAgain()
  const ticket = useRef(newRequestId())
  const [done, setDone] = useState(false)
  async function run(page: 'test' | 'rulers'): Promise<void> {
    ticket.current = newRequestId()
    setDone(false)
    const outcome = await print.act({ page, requestId: ticket.current, use })
    setDone(outcome.ok)
    if (outcome.ok) onPrinted(outcome.value)
    else void askAgain('printing.printer')
  }
  return (
    <>
      <div className="row">
        <Button icon="print" size="small" busy={print.busy} onPress={() => void run('test')}>
          {t('printing.test-page')}
        </Button>
        <Button size="small" busy={print.busy} onPress={() => void run('rulers')}>
          {t('printing.rulers')}
        </Button>
        {done ? (
          <StatusLine tone="good">{t(printer.handsOver ? 'printing.handed-over' : 'printing.page-out')}</StatusLine>
        ) : null}
      </div>
      {print.busy ? <PrintProgress key={ticket.current} ticket={ticket.current} /> : null}
      {/* A doubt stands above, with its question. */}
      {print.failed?.failure === 'print-in-doubt' ? null : <FailureText failed={print.failed} />}
    </>
  )
}

/** Written as people write it here, "1,5"; undefined where it is no number. */
function readMillimetres(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  return /^-?\d{1,2}(\.\d{1,2})?$/.test(trimmed) ? Number(trimmed) : undefined
}

function Offset({ use, printer, onSet }: PartProps & { onSet: (printer: Printer) => void }) {
  const t = useText()
  const set = useAct('printing.set-offset')
  const [right, setRight] = useState(String(printer.offset.rightMm))
  const [down, setDown] = useState(String(printer.offset.downMm))
  const [saved, setSaved] = useState(false)
  const numbers = { rightMm: readMillimetres(right), downMm: readMillimetres(down) }
  const tooFar = [numbers.rightMm, numbers.downMm].some((mm) => mm !== undefined && Math.abs(mm) > MOST_MM)
  async function save(): Promise<void> {
    const { rightMm, downMm } = numbers
    setSaved(false)
    if (rightMm === undefined || downMm === undefined || tooFar) return
    const outcome = await set.act({ rightMm, downMm, use })
    setSaved(outcome.ok)
    if (outcome.ok) onSet(outcome.value)
  }
  return (
    <>
      <div className="row">
        <TextField
          label={t('printing.offset-right')}
          value={right}
          maxLength={6}
          onType={setRight}
          onCommit={setRight}
        />
        <TextField label={t('printing.offset-down')} value={down} maxLength={6} onType={setDown} onCommit={setDown} />
        <Button size="small" busy={set.busy} onPress={() => void save()}>
          {t('printing.offset-save')}
        </Button>
      </div>
      {numbers.rightMm === undefined || numbers.downMm === undefined ? (
        <StatusLine tone="bad">{t('printing.offset-no-number')}</StatusLine>
      ) : tooFar ? (
        <StatusLine tone="bad">{t('printing.offset-too-far', { most: MOST_MM })}</StatusLine>
      ) : null}
      {saved ? <StatusLine tone="good">{t('printing.offset-saved')}</StatusLine> : null}
      <FailureText failed={set.failed} />
    </>
  )
}
