import { useText } from '../../../app/index.ts'
import { BlobPicture } from '../evidence/blob-picture.tsx'

export interface ShownPrint {
  readonly application: string
  readonly blob: string
  readonly title: string
}

/** Two prints side by side at the same size, for the eye. */
export function TwoPrints({ one, other }: { one: ShownPrint; other: ShownPrint }) {
  const t = useText()
  return (
    <fieldset className="a-two-prints" aria-label={t('application.prints.both')}>
      {[one, other].map(({ application, blob, title }) => (
        <figure key={blob}>
          <div className="a-print">
            <BlobPicture id={application} blob={blob} alt={title} />
          </div>
          <figcaption>{title}</figcaption>
        </figure>
      ))}
    </fieldset>
  )
}
