import type { FiledPaper } from '../../../../domain/identity-card/application.ts'
import { FailureText, useAsk, useText } from '../../../app/index.ts'
import { Dialog, PdfPaper, Picture, Progress } from '../../../kit/index.ts'
import { useView } from '../saving/draft-room.tsx'

/** A filed paper at full size. */
export function PaperDialog({ paper, onClose }: { paper: FiledPaper; onClose: () => void }) {
  const t = useText()
  const { id } = useView()
  const title = t(`paper.${paper.type}`)
  const { data, error } = useAsk('application.blob', { id, blob: paper.blob }, { forget: true })
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      <FailureText failed={error} />
      {!data && !error ? <Progress doing={t('kit.loading-picture')} /> : null}
      {data && data.mediaType === 'application/pdf' ? <PdfPaper pdf={data.content} title={title} /> : null}
      {data && data.mediaType !== 'application/pdf' ? (
        <Picture bytes={data.content} mediaType={data.mediaType} alt={title} />
      ) : null}
    </Dialog>
  )
}
