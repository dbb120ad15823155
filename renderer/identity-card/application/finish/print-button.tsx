import { useRef, useState } from 'react'
import { FailureText, newRequestId, useAsk, useText } from '../../../app/index.ts'
import { Button, useCommand, useToast } from '../../../kit/index.ts'
import { PrintDoubt, PrintProgress } from '../../../printing/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import type { PaperForm } from './paper-preview.tsx'

/** Prints a paper (F9, Ctrl+P). A held key or a second press while it prints is the same print. */
export function PrintButton({
  form,
  words,
  main = false,
  bound = true,
}: {
  form: PaperForm
  words: string
  main?: boolean
  bound?: boolean
}) {
  const t = useText()
  const say = useToast()
  const { id } = useView()
  const print = useDraftAct('application.print')
  const { data: printer } = useAsk('printing.printer', {})
  const [failedOnce, setFailedOnce] = useState(false)
  const requestId = useRef(newRequestId())
  async function run(): Promise<void> {
    const outcome = await print.act({ id, form, requestId: requestId.current })
    // A failed try keeps its id: trying again must not print twice. A finished one is over.
    if (outcome?.ok) requestId.current = newRequestId()
    setFailedOnce(outcome?.ok === false)
    if (outcome?.ok) say('good', t(printer?.handsOver ? 'printing.handed-over' : 'application.print.sent'))
  }
  useCommand(bound ? { id: `application.print.${form}`, words, keys: 'F9', bar: 60, run: () => void run() } : undefined)
  return (
    <>
      <Button
        icon="print"
        kind={main ? 'main' : 'usual'}
        busy={print.busy}
        {...(bound ? { keys: 'F9' } : {})}
        onPress={() => void run()}
      >
        {failedOnce ? t('application.print.again') : words}
      </Button>
      {print.busy ? <PrintProgress key={requestId.current} ticket={requestId.current} /> : null}
      {print.failed?.failure === 'print-in-doubt' ? (
        <PrintDoubt ticket={String(print.failed.detail.ticket ?? requestId.current)} onSettled={() => void run()} />
      ) : (
        <FailureText failed={print.failed} />
      )}
    </>
  )
}
