import { useRef, useState } from 'react'
import { useFailureWords, useText } from '../../app/index.ts'
import { Button, Panel, TextField } from '../../kit/index.ts'
import { UnknownCertificate } from './unknown-certificate.tsx'
import { useChoosePrinter } from './use-choose-printer.ts'

/** A printer that does not announce itself, or stands in another network of the office: by the address on its sticker. */
export function TypedPrinter() {
  const t = useText()
  const choosing = useChoosePrinter()
  const typed = useRef('')
  const [missing, setMissing] = useState(false)
  const refused = useFailureWords(choosing.failed)
  function run(use: 'forms' | 'blanks'): void {
    const address = typed.current.trim()
    setMissing(address === '')
    if (address !== '') void choosing.choose(use, { kind: 'address', address, label: '' })
  }
  return (
    <Panel title={t('set-up.typed-printer')}>
      <div className="stack">
        <TextField
          label={t('set-up.address')}
          description={t('set-up.address-explain')}
          maxLength={200}
          onType={(text) => {
            typed.current = text
          }}
          refusal={missing ? { text: t('set-up.address-missing') } : refused}
        />
        <UnknownCertificate choosing={choosing} />
        <div className="row">
          <Button busy={choosing.busy} onPress={() => run('forms')}>
            {t('set-up.use-for.forms')}
          </Button>
          <Button busy={choosing.busy} onPress={() => run('blanks')}>
            {t('set-up.use-for.blanks')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
