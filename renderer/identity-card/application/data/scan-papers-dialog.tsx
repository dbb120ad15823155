import { useState } from 'react'
import type { DocumentScannerChoice, ScanSource } from '../../../../preload/contract/device.ts'
import { FailureText, useAsk, useSizes, useText } from '../../../app/index.ts'
import { Badge, Banner, Button, Checkbox, Dialog, Progress, RadioGroup, SelectField } from '../../../kit/index.ts'
import { useView } from '../saving/draft-room.tsx'
import { usePaperScan } from './use-paper-scan.ts'

/** What a clerk chooses from; a scanner may know more, papers need no more. */
const RESOLUTIONS = [150, 200, 300, 600]
const USUAL_RESOLUTION = 200
/** A glass this wide takes an open A3 book; millimetres. */
const BOOK_WIDTH = 290

/** Quét giấy tờ: the pages on the glass or in the feeder become papers of the chosen kind. */
export function ScanPapersDialog({ type, onClose }: { type: string; onClose: () => void }) {
  const t = useText()
  const { data, error } = useAsk('application.document-scanners', {}, { forget: true })
  return (
    <Dialog title={t('scan-papers.title', { type: t(`paper.${type}`) })} onClose={onClose}>
      <FailureText failed={error} />
      {!data && !error ? <Progress doing={t('scan-papers.looking')} /> : null}
      {data && data.scanners.length === 0 ? (
        <Banner tone="wait" title={t('scan-papers.none')}>
          {t.first([`failure.application.scan-papers.${data.troubles[0]?.code ?? ''}`, 'scan-papers.none-configured'])}
        </Banner>
      ) : null}
      {data && data.scanners.length > 0 ? <ScanForm type={type} scanners={data.scanners} onClose={onClose} /> : null}
    </Dialog>
  )
}

function ScanForm({
  type,
  scanners,
  onClose,
}: {
  type: string
  scanners: readonly DocumentScannerChoice[]
  onClose: () => void
}) {
  const t = useText()
  const { id } = useView()
  const scan = usePaperScan(id)
  const [scannerId, setScanner] = useState(scanners[0]?.id ?? '')
  const [wanted, setSource] = useState<ScanSource>('feeder')
  const [colour, setColour] = useState<'colour' | 'grey'>('colour')
  const [resolution, setResolution] = useState(USUAL_RESOLUTION)
  const [spread, setSpread] = useState(false)
  const [halves, setHalves] = useState(false)
  /** Of an open book on a glass too small for it: which half comes next. */
  const [half, setHalf] = useState<'left' | 'right'>('left')
  const scanner = scanners.find((one) => one.id === scannerId)
  const source = scanner?.sources.find((one) => one.source === wanted) ?? scanner?.sources[0]
  if (!scanner || !source) return <Banner tone="wait">{t('scan-papers.none-configured')}</Banner>
  const book = source.source === 'flatbed' && source.widest >= BOOK_WIDTH
  const byHalves = source.source === 'flatbed' && !book && halves
  const chosenColour = source.colours.includes(colour) ? colour : (source.colours[0] ?? 'grey')
  const start = async () => {
    const filed = await scan.start({
      ...{ id, type, scanner: scanner.id, source: source.source, resolution },
      ...{ colour: chosenColour, spread: book && spread },
    })
    if (byHalves && filed) setHalf(half === 'left' ? 'right' : 'left')
  }
  if (scan.running) return <Running state={scan.running} onCancel={scan.cancel} />
  return (
    <div className="a-scan">
      <FailureText failed={scan.failed} />
      {scan.failed && Number(scan.failed.detail.pages ?? 0) > 0 ? (
        <Banner tone="wait">{t('scan-papers.kept', { count: Number(scan.failed.detail.pages) })}</Banner>
      ) : null}
      {scan.filed === undefined ? null : <Banner tone="good">{t('scan-papers.filed', { count: scan.filed })}</Banner>}
      {scanners.length > 1 ? (
        <SelectField
          label={t('scan-papers.scanner')}
          choices={scanners.map((one) => ({ id: one.id, label: one.name }))}
          value={scanner.id}
          onChoose={setScanner}
        />
      ) : (
        <p>
          {scanner.name} {scanner.simulated ? <Badge>{t('device.simulated')}</Badge> : null}
        </p>
      )}
      <RadioGroup
        label={t('scan-papers.source')}
        choices={scanner.sources.map((one) => ({ id: one.source, label: t(`scan-papers.source.${one.source}`) }))}
        value={source.source}
        onChoose={(chosen) => {
          const found = scanner.sources.find((one) => one.source === chosen)
          if (found) setSource(found.source)
        }}
      />
      <div className="a-pair">
        <SelectField
          label={t('scan-papers.colour')}
          choices={source.colours.map((one) => ({ id: one, label: t(`scan-papers.colour.${one}`) }))}
          value={chosenColour}
          onChoose={(chosen) => setColour(chosen === 'grey' ? 'grey' : 'colour')}
        />
        <SelectField
          label={t('scan-papers.resolution')}
          choices={RESOLUTIONS.filter((dpi) => dpi <= Math.max(...source.resolutions)).map((dpi) => ({
            id: String(dpi),
            label: t('scan-papers.dpi', { dpi }),
          }))}
          value={String(resolution)}
          onChoose={(chosen) => setResolution(Number(chosen))}
        />
      </div>
      {book ? <Checkbox label={t('scan-papers.book')} checked={spread} onChange={setSpread} /> : null}
      {source.source === 'flatbed' && !book ? (
        <Checkbox
          label={t('scan-papers.halves')}
          checked={halves}
          onChange={(chosen) => {
            setHalves(chosen)
            setHalf('left')
          }}
        />
      ) : null}
      {byHalves && half === 'right' ? <Banner tone="wait">{t('scan-papers.right-half-missing')}</Banner> : null}
      <div className="row">
        <Button kind="main" onPress={() => void start()}>
          {t(
            byHalves ? `scan-papers.half-${half}` : scan.filed === undefined ? 'scan-papers.start' : 'scan-papers.more',
          )}
        </Button>
        <Button onPress={onClose}>{t('scan-papers.done')}</Button>
      </div>
    </div>
  )
}

function Running({
  state,
  onCancel,
}: {
  state: { readonly page: number; readonly bytes: number; readonly filed: number; readonly cancelling: boolean }
  onCancel: () => void
}) {
  const t = useText()
  const sizes = useSizes()
  const doing = state.cancelling
    ? t('scan-papers.cancelling')
    : state.bytes > 0
      ? t('scan-papers.receiving', { page: state.page, size: sizes(state.bytes) })
      : t('scan-papers.scanning', { filed: state.filed })
  return state.cancelling ? <Progress doing={doing} /> : <Progress doing={doing} onCancel={onCancel} />
}
