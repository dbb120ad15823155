import './set-up.css'
import { useNavigate } from '@tanstack/react-router'
import type { FoundScanner, SetUpView } from '../../../preload/contract/device-set-up.ts'
import { FailureText, useAct, useAsk, useAskAgain, useKeepAnswer, useText } from '../../app/index.ts'
import { Banner, Button, Panel, Progress, useToast } from '../../kit/index.ts'
import { CameraChoice } from './camera-choice.tsx'
import { FoundDevices } from './found-devices.tsx'
import { TypedPrinter } from './typed-printer.tsx'
import { UnknownCertificate } from './unknown-certificate.tsx'
import { useChoosePrinter } from './use-choose-printer.ts'
import { useSearch } from './use-search.ts'
import { UsedPrinters } from './used-printers.tsx'
import { UsedScanners } from './used-scanners.tsx'

/** Chọn thiết bị: the technician finds and chooses what this desk prints on, scans with and takes portraits with. */
export function SetUpScreen() {
  const t = useText()
  const navigate = useNavigate()
  const keep = useKeepAnswer()
  const askAgain = useAskAgain()
  const { data: view, error } = useAsk('set-up.view', {})
  const choosing = useChoosePrinter()
  function take(changed: SetUpView): void {
    keep('set-up.view', {}, changed)
    void askAgain('device.list')
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('set-up.title')}</h1>
        <Button onPress={() => void navigate({ to: '/devices' })}>{t('rail.devices')}</Button>
        <Button onPress={() => void navigate({ to: '/blanks' })}>{t('blank.title')}</Button>
      </div>
      <FailureText failed={view ? undefined : error} />
      {!view && !error ? <Progress doing={t('set-up.loading')} /> : null}
      {view ? (
        <div className="stack">
          {view.mayChoose ? null : <Banner tone="info">{t('set-up.only-technician')}</Banner>}
          {view.mayChoose ? <SearchPanel view={view} choosing={choosing} onChange={take} /> : null}
          <UsedPrinters view={view} choosing={choosing} />
          {view.mayChoose ? <TypedPrinter /> : null}
          <UsedScanners view={view} onChange={take} />
          <CameraChoice />
        </div>
      ) : null}
    </div>
  )
}

function SearchPanel({
  view,
  choosing,
  onChange,
}: {
  view: SetUpView
  choosing: ReturnType<typeof useChoosePrinter>
  onChange: (view: SetUpView) => void
}) {
  const t = useText()
  const say = useToast()
  const search = useSearch()
  const add = useAct('set-up.add-scanner')
  async function addScanner(scanner: FoundScanner): Promise<void> {
    const outcome = await add.act({ address: scanner.url, label: scanner.name })
    if (!outcome.ok) return
    onChange(outcome.value)
    say('good', t('set-up.scanner-added'))
  }
  const { running, found } = search
  return (
    <Panel title={t('set-up.search-title')}>
      <div className="stack">
        <p className="k-description">{t('set-up.search-explain')}</p>
        {running ? (
          <Progress
            doing={t('set-up.searching', { printers: running.printers, scanners: running.scanners })}
            share={Math.min(1, running.share)}
            onCancel={search.stop}
          />
        ) : (
          <div className="row">
            <Button kind="main" icon="search" onPress={search.start}>
              {t(found ? 'set-up.search-again' : 'set-up.search')}
            </Button>
          </div>
        )}
        <FailureText failed={search.failed ?? choosing.failed ?? add.failed} />
        <UnknownCertificate choosing={choosing} />
        {found ? (
          <FoundDevices
            found={found}
            view={view}
            choosing={choosing}
            adding={add.busy}
            onAdd={(scanner) => void addScanner(scanner)}
          />
        ) : null}
      </div>
    </Panel>
  )
}
