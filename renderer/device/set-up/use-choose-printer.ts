import { useState } from 'react'
import type { RequestOf } from '../../../preload/contract/index.ts'
import type { PrinterUse } from '../../../preload/contract/printing.ts'
import { type AskFailed, useAct, useAskAgain, useKeepAnswer, useText } from '../../app/index.ts'
import { useToast } from '../../kit/index.ts'

export type Wanted = RequestOf<'set-up.choose-printer'>['printer']

export interface ChoosePrinter {
  readonly busy: boolean
  readonly failed: AskFailed | undefined
  /** A certificate nobody here knows: its SHA-256, for a person to compare, and what was to be chosen. */
  readonly unknown: { readonly pin: string; readonly use: PrinterUse; readonly printer: Wanted } | undefined
  readonly choose: (use: PrinterUse, printer: Wanted) => Promise<void>
  readonly leave: () => void
}

/** Chooses a printer for a use; the core asks the printer first. */
export function useChoosePrinter(): ChoosePrinter {
  const t = useText()
  const say = useToast()
  const keep = useKeepAnswer()
  const askAgain = useAskAgain()
  const act = useAct('set-up.choose-printer')
  const [unknown, setUnknown] = useState<ChoosePrinter['unknown']>()
  return {
    busy: act.busy,
    failed: act.failed?.failure === 'printer-certificate-unknown' ? undefined : act.failed,
    unknown,
    leave: () => setUnknown(undefined),
    async choose(use, printer) {
      setUnknown(undefined)
      const outcome = await act.act({ use, printer })
      if (outcome.ok) {
        keep('set-up.view', {}, outcome.value)
        say('good', t(`set-up.chosen-for.${use}`))
        for (const call of ['printing.printer', 'device.list'] as const) void askAgain(call)
      } else if (outcome.failure === 'printer-certificate-unknown')
        setUnknown({ pin: String(outcome.detail?.pin ?? ''), use, printer })
    },
  }
}
