import { useText } from '../../app/index.ts'
import { Banner, Button } from '../../kit/index.ts'
import type { ChoosePrinter } from './use-choose-printer.ts'

/** In groups of four, as printers print it of themselves. */
const grouped = (pin: string) => (pin.match(/.{1,4}/g) ?? []).join(' ').toUpperCase()

/** The printer encrypts with a certificate of its own: a person compares it with the one the printer prints of itself. */
export function UnknownCertificate({ choosing }: { choosing: ChoosePrinter }) {
  const t = useText()
  const { unknown, busy } = choosing
  if (!unknown) return null
  const { pin, use, printer } = unknown
  return (
    <Banner
      tone="wait"
      urgent
      title={t('set-up.certificate')}
      actions={
        <span className="row">
          <Button
            size="small"
            busy={busy}
            onPress={() => void (printer.kind === 'address' ? choosing.choose(use, { ...printer, pin }) : undefined)}
          >
            {t('set-up.certificate-believe')}
          </Button>
          <Button size="small" onPress={choosing.leave}>
            {t('set-up.certificate-leave')}
          </Button>
        </span>
      }
    >
      {t('set-up.certificate-explain')} <code className="set-up-pin">{grouped(pin)}</code>
    </Banner>
  )
}
