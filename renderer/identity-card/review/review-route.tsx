import { useParams } from '@tanstack/react-router'
import { FailureText, useAsk, useAskAgain, useNotice, useText } from '../../app/index.ts'
import { usePolice } from '../../app/not-here.tsx'
import { Progress } from '../../kit/index.ts'
import { ReviewScreen } from './review-screen.tsx'

/** `/review/:id`: one application before the one who decides. */
export function ReviewRoute() {
  const { id } = useParams({ from: '/review/$id' })
  return usePolice() ?? <Opened key={id} id={id} />
}

function Opened({ id }: { id: string }) {
  const t = useText()
  const askAgain = useAskAgain()
  const { data, error } = useAsk('application.open', { id })
  useNotice('application', () => void askAgain('application.open'))
  if (error && !data) return <FailureText failed={error} />
  if (!data) return <Progress doing={t('review.loading')} />
  return <ReviewScreen application={data} />
}
