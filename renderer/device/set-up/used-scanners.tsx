import { useRef, useState } from 'react'
import type { SetUpView } from '../../../preload/contract/device-set-up.ts'
import type { OutcomeOf } from '../../../preload/contract/index.ts'
import { FailureText, useAct, useFailureWords, useText } from '../../app/index.ts'
import { Badge, Button, Panel, StateBadge, TextField } from '../../kit/index.ts'

/** The document scanners of the desk, the one offered first on top. */
export function UsedScanners({ view, onChange }: { view: SetUpView; onChange: (view: SetUpView) => void }) {
  const t = useText()
  const prefer = useAct('set-up.prefer-scanner')
  const again = useAct('set-up.look-again')
  const remove = useAct('set-up.remove-scanner')
  const take = (outcome: OutcomeOf<'set-up.prefer-scanner'>) => (outcome.ok ? onChange(outcome.value) : undefined)
  const busy = prefer.busy || remove.busy
  return (
    <Panel
      title={t('set-up.scanners')}
      aside={
        view.scanners.length > 0 ? (
          <Button
            size="small"
            busy={again.busy}
            aria-label={t('device.try-again-of', { device: t('set-up.scanners') })}
            onPress={() => void again.act({}).then(take)}
          >
            {t('set-up.scanners-again')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        {view.scanners.length === 0 ? <p>{t('set-up.no-scanner')}</p> : null}
        <ul className="set-up-list">
          {view.scanners.map((scanner, at) => (
            <li key={scanner.id} className="set-up-item">
              <div>
                <strong>{scanner.label === '' ? scanner.address : scanner.label}</strong>{' '}
                {scanner.label === '' ? null : <span className="k-description">{scanner.address}</span>}
                <span className="row">
                  {at === 0 ? <StateBadge tone="info">{t('set-up.scanner-first')}</StateBadge> : null}
                  {scanner.simulated ? <Badge>{t('device.simulated')}</Badge> : null}
                  <StateBadge tone={scanner.trouble === null ? 'good' : 'bad'}>
                    {t(scanner.trouble === null ? 'device-state.ready' : 'device-state.trouble')}
                  </StateBadge>
                </span>
                {scanner.trouble === null ? null : (
                  <span>
                    {t.first([
                      `device.document-scanner.${scanner.trouble}`,
                      `device.${scanner.trouble}`,
                      'device.trouble-unknown',
                    ])}
                  </span>
                )}
              </div>
              {view.mayChoose ? (
                <span className="row">
                  {at === 0 ? null : (
                    <Button
                      size="small"
                      busy={busy}
                      aria-label={t('set-up.prefer-of', { name: scanner.label })}
                      onPress={() => void prefer.act({ id: scanner.id }).then(take)}
                    >
                      {t('set-up.prefer')}
                    </Button>
                  )}
                  {scanner.removable ? (
                    <Button
                      size="small"
                      busy={busy}
                      aria-label={t('set-up.remove-of', { name: scanner.label })}
                      onPress={() => void remove.act({ id: scanner.id }).then(take)}
                    >
                      {t('set-up.remove')}
                    </Button>
                  ) : null}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        <FailureText failed={prefer.failed ?? remove.failed ?? again.failed} />
        {view.mayChoose ? <TypedScanner onChange={onChange} /> : null}
      </div>
    </Panel>
  )
}

function TypedScanner({ onChange }: { onChange: (view: SetUpView) => void }) {
  const t = useText()
  const add = useAct('set-up.add-scanner')
  const typed = useRef('')
  const [missing, setMissing] = useState(false)
  const refused = useFailureWords(add.failed)
  async function run(): Promise<void> {
    const address = typed.current.trim()
    setMissing(address === '')
    if (address === '') return
    const outcome = await add.act({ address, label: '' })
    if (outcome.ok) onChange(outcome.value)
  }
  return (
    <>
      <TextField
        label={t('set-up.scanner-address')}
        description={t('set-up.scanner-address-explain')}
        maxLength={200}
        onType={(text) => {
          typed.current = text
        }}
        refusal={missing ? { text: t('set-up.address-missing') } : refused}
      />
      <div className="row">
        <Button busy={add.busy} onPress={() => void run()}>
          {t('set-up.use-scanner')}
        </Button>
      </div>
    </>
  )
}
