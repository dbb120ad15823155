import type { SetUpView } from '../../../preload/contract/device-set-up.ts'
import { useText } from '../../app/index.ts'
import { Button, DataList, Panel } from '../../kit/index.ts'
import { PrinterPanel } from '../../printing/index.ts'
import type { ChoosePrinter } from './use-choose-printer.ts'

/** The printer of each use: what it says, its test page, its rulers and its offset. */
export function UsedPrinters({ view, choosing }: { view: SetUpView; choosing: ChoosePrinter }) {
  const t = useText()
  return (['forms', 'blanks'] as const).map((use) => {
    const { label, address, origin } = view.printers[use]
    return (
      <Panel
        key={use}
        title={t(`set-up.printer-for.${use}`)}
        aside={
          origin === 'chosen' && view.mayChoose ? (
            <Button
              size="small"
              busy={choosing.busy}
              aria-label={t(`set-up.back-of.${use}`)}
              onPress={() => void choosing.choose(use, { kind: 'usual' })}
            >
              {t(`set-up.back.${use}`)}
            </Button>
          ) : null
        }
      >
        <div className="stack">
          <DataList
            rows={[
              {
                key: 'printer',
                label: t('set-up.printer'),
                value: label === '' ? address : label,
                note: [t(`set-up.origin.${origin}`), ...(label === '' ? [] : [address])].join(' · '),
              },
            ]}
          />
          {origin === 'as-forms' ? (
            <p className="k-description">{t('set-up.as-forms-explain')}</p>
          ) : (
            <PrinterPanel use={use} />
          )}
        </div>
      </Panel>
    )
  })
}
