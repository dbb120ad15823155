import { FailureText, useAsk } from '../../../app/index.ts'
import { Picture } from '../../../kit/index.ts'

/** A picture of the application out of the core; asking for it is in the audit, and nothing of it stays when it leaves the screen. */
export function BlobPicture({ id, blob, alt }: { id: string; blob: string; alt: string }) {
  const { data, error } = useAsk('application.blob', { id, blob }, { forget: true })
  if (error) return <FailureText failed={error} />
  return <Picture bytes={data?.content} mediaType={data?.mediaType ?? 'image/jpeg'} alt={alt} />
}
