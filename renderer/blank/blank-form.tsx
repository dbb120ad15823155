import { useRef, useState } from 'react'
import { BlankKind, SpoilReason } from '../../domain/blank/blank-state.ts'
import type { BlankList } from '../../preload/contract/blank.ts'
import { FailureText, newRequestId, useAct, useText } from '../app/index.ts'
import { Button, Panel, SelectField, TextField, useToast } from '../kit/index.ts'

type Act = 'receive' | 'use' | 'report-spoiled'

/** Texts each act asks for, after the kind; the first is the serial. */
const fields = {
  receive: ['first', 'last', 'paper'],
  use: ['serial', 'usedFor'],
  'report-spoiled': ['serial', 'remark'],
} as const satisfies Record<Act, readonly string[]>
const mayBeEmpty: readonly string[] = ['remark', 'paper']

export function BlankForm({ act, onDone }: { act: Act; onDone: (list: BlankList) => void }) {
  const t = useText()
  const say = useToast()
  const receive = useAct('blank.receive')
  const use = useAct('blank.use')
  const report = useAct('blank.report-spoiled')
  const running = { receive, use, 'report-spoiled': report }[act]
  const requestId = useRef(newRequestId())
  const [kind, setKind] = useState<BlankKind>('birth-certificate')
  const [reason, setReason] = useState<SpoilReason>('misprinted')
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  /** A fresh form after each act: the fields keep what was typed themselves. */
  const [round, setRound] = useState(0)
  const [missing, setMissing] = useState<string>()

  async function run(): Promise<void> {
    const empty = fields[act].find((field) => !mayBeEmpty.includes(field) && (texts[field] ?? '').trim() === '')
    setMissing(empty)
    if (empty !== undefined) return
    const text = (field: string) => (texts[field] ?? '').trim()
    const id = requestId.current
    const outcome =
      act === 'receive'
        ? await receive.act({ kind, first: text('first'), last: text('last'), paper: text('paper'), requestId: id })
        : act === 'use'
          ? await use.act({ kind, serial: text('serial'), usedFor: text('usedFor'), requestId: id })
          : await report.act({ kind, serial: text('serial'), reason, remark: text('remark'), requestId: id })
    if (!outcome.ok) return
    requestId.current = newRequestId()
    setTexts({})
    setRound(round + 1)
    onDone(outcome.value)
    say('good', t(`blank.done.${act}`))
  }

  return (
    <Panel title={t(`blank.act.${act}`)}>
      <div className="stack" key={round}>
        <SelectField
          label={t('blank.column.kind')}
          value={kind}
          choices={BlankKind.options.map((one) => ({ id: one, label: t(`blank-kind.${one}`) }))}
          onChoose={(id) => setKind(BlankKind.parse(id))}
        />
        {act === 'report-spoiled' ? (
          <SelectField
            label={t('blank.reason')}
            value={reason}
            choices={SpoilReason.options.map((one) => ({ id: one, label: t(`spoil-reason.${one}`) }))}
            onChoose={(id) => setReason(SpoilReason.parse(id))}
          />
        ) : null}
        {fields[act].map((field) => (
          <TextField
            key={field}
            label={t(`blank.field.${field}`)}
            maxLength={field === 'remark' || field === 'paper' ? 300 : 40}
            code={['first', 'last', 'serial'].includes(field)}
            optional={mayBeEmpty.includes(field)}
            value=""
            onType={(typed) => setTexts((before) => ({ ...before, [field]: typed }))}
            refusal={missing === field ? { text: t('blank.missing') } : undefined}
          />
        ))}
        <FailureText failed={running.failed} />
        <div className="row">
          <Button kind="main" busy={running.busy} onPress={() => void run()}>
            {t(`blank.act.${act}`)}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
