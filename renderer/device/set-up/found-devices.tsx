import type { FoundPrinter, FoundScanner, SetUpView } from '../../../preload/contract/device-set-up.ts'
import { useAsk, useText } from '../../app/index.ts'
import { Banner, Button, StateBadge } from '../../kit/index.ts'
import type { ChoosePrinter } from './use-choose-printer.ts'
import type { Found } from './use-search.ts'

interface FoundProps {
  readonly view: SetUpView
  readonly choosing: ChoosePrinter
  readonly adding: boolean
  readonly onAdd: (scanner: FoundScanner) => void
}

/** What a search brought, and the queues of this computer's own spooler beside it. */
export function FoundDevices({ found, ...props }: FoundProps & { found: Found }) {
  const t = useText()
  const nothing = found.printers.length + found.scanners.length === 0
  return (
    <div className="stack">
      <Banner tone={nothing ? 'wait' : 'good'}>
        {found.networks === 0
          ? t('set-up.no-network')
          : nothing
            ? t(found.whole ? 'set-up.none-found' : 'set-up.stopped-none')
            : t('set-up.found', { printers: found.printers.length, scanners: found.scanners.length })}
      </Banner>
      {found.more ? <Banner tone="wait">{t('set-up.more')}</Banner> : null}
      {found.strays.map((stray) => (
        <Banner
          key={`${stray.name} ${stray.address}`}
          tone={stray.near ? 'wait' : 'bad'}
          title={t('set-up.stray', { name: stray.name })}
        >
          {t(stray.near ? 'set-up.stray-near' : 'set-up.stray-explain', { address: stray.address })}
        </Banner>
      ))}
      <ul className="set-up-list">
        {found.printers.map((printer) => (
          <PrinterFound key={printer.uris.join(' ')} printer={printer} {...props} />
        ))}
        {found.scanners.map((scanner) => (
          <ScannerFound key={scanner.url} scanner={scanner} {...props} />
        ))}
      </ul>
      <Queues {...props} />
    </div>
  )
}

function PrinterFound({ printer, view, choosing }: FoundProps & { printer: FoundPrinter }) {
  const t = useText()
  const [first = ''] = printer.uris
  const encrypted = first.startsWith('ipps:')
  const open = printer.uris.find((uri) => uri.startsWith('ipp:'))
  const { unknown } = choosing
  const unknownHere = unknown?.printer.kind === 'address' && unknown.printer.address === first ? unknown : undefined
  const used = (use: 'forms' | 'blanks') => printer.uris.includes(view.printers[use].address)
  const wanted = (address: string) => ({ kind: 'address' as const, address, label: printer.name })
  return (
    <li className="set-up-item">
      <div>
        <strong>{printer.name}</strong>{' '}
        <span className="k-description">
          {[printer.model, printer.place, printer.address].filter((one) => one !== '').join(' · ')}
        </span>
        <span className="row">
          {used('forms') ? <StateBadge tone="good">{t('set-up.used-for.forms')}</StateBadge> : null}
          {used('blanks') ? <StateBadge tone="good">{t('set-up.used-for.blanks')}</StateBadge> : null}
          <StateBadge tone={encrypted ? 'info' : 'wait'}>
            {t(encrypted ? 'set-up.encrypted' : 'set-up.open')}
          </StateBadge>
          {printer.twoSided ? <StateBadge tone="quiet">{t('set-up.two-sided')}</StateBadge> : null}
          {printer.pdf ? null : <StateBadge tone="wait">{t('set-up.no-pdf')}</StateBadge>}
        </span>
      </div>
      <span className="row">
        {(['forms', 'blanks'] as const).map((use) => (
          <Button
            key={use}
            size="small"
            busy={choosing.busy}
            aria-label={t(`set-up.use-for.${use}-of`, { name: printer.name })}
            onPress={() => void choosing.choose(use, wanted(first))}
          >
            {t(`set-up.use-for.${use}`)}
          </Button>
        ))}
        {open && unknownHere ? (
          <Button
            size="small"
            busy={choosing.busy}
            aria-label={t('set-up.use-open-of', { name: printer.name })}
            onPress={() => void choosing.choose(unknownHere.use, wanted(open))}
          >
            {t('set-up.use-open')}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

function ScannerFound({ scanner, view, adding, onAdd }: FoundProps & { scanner: FoundScanner }) {
  const t = useText()
  const used = view.scanners.some((one) => one.address === scanner.url)
  return (
    <li className="set-up-item">
      <div>
        <strong>{scanner.name}</strong>{' '}
        <span className="k-description">
          {[t('set-up.scanner'), scanner.place, scanner.address].filter((one) => one !== '').join(' · ')}
        </span>
        <span className="row">
          {used ? <StateBadge tone="good">{t('set-up.used-scanner')}</StateBadge> : null}
          {scanner.feeder ? <StateBadge tone="quiet">{t('set-up.feeder')}</StateBadge> : null}
        </span>
      </div>
      <Button
        size="small"
        busy={adding}
        aria-label={t('set-up.use-scanner-of', { name: scanner.name })}
        onPress={() => onAdd(scanner)}
      >
        {t('set-up.use-scanner')}
      </Button>
    </li>
  )
}

/** Queues of CUPS: printers somebody has set up on this computer already, those without PDF among them. */
function Queues({ view, choosing }: FoundProps) {
  const t = useText()
  const { data } = useAsk('printing.find-queues', {})
  if (!data || data.queues.length === 0) return <p className="k-description">{t('set-up.no-queues')}</p>
  return (
    <>
      <h3>{t('set-up.queues')}</h3>
      <ul className="set-up-list">
        {data.queues.map(({ queue, description }) => (
          <li key={queue} className="set-up-item">
            <div>
              <strong>{queue}</strong> <span className="k-description">{description}</span>
              <span className="row">
                {(['forms', 'blanks'] as const).map((use) =>
                  view.printers[use].address === `CUPS: ${queue}` ? (
                    <StateBadge key={use} tone="good">
                      {t(`set-up.used-for.${use}`)}
                    </StateBadge>
                  ) : null,
                )}
              </span>
            </div>
            <span className="row">
              {(['forms', 'blanks'] as const).map((use) => (
                <Button
                  key={use}
                  size="small"
                  busy={choosing.busy}
                  aria-label={t(`set-up.use-for.${use}-of`, { name: queue })}
                  onPress={() => void choosing.choose(use, { kind: 'queue', queue, label: queue })}
                >
                  {t(`set-up.use-for.${use}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
