import { FailureText, useAsk, useText } from '../../app/index.ts'
import { PdfPaper, Picture } from '../../kit/index.ts'

/** One capture or paper in clear, fetched while it is shown and forgotten after; the fetch is in the audit. */
export function CaptureView({
  id,
  blob,
  title,
  portrait = false,
}: {
  id: string
  blob: string
  title: string
  portrait?: boolean
}) {
  const t = useText()
  const { data, error } = useAsk('application.blob', { id, blob }, { forget: true })
  return (
    <figure className="capture" data-portrait={portrait ? '' : undefined}>
      <figcaption>{title}</figcaption>
      {error ? (
        <FailureText failed={error} />
      ) : data?.mediaType === 'application/pdf' ? (
        <PdfPaper pdf={data.content} title={title} />
      ) : data && !data.mediaType.startsWith('image/') ? (
        <p className="k-description">{t('review.not-a-picture')}</p>
      ) : (
        <Picture bytes={data?.content} mediaType={data?.mediaType ?? 'image/jpeg'} alt={title} />
      )}
    </figure>
  )
}
