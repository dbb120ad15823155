import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { useAsk, useStation } from '../../app/index.ts'

/** 1:N in the office's own open dossiers, asked for by the one who may decide; a changed record is compared anew. */
export function usePrintMatches({ id, may, captures, lateMatch }: ApplicationView) {
  const { roles } = useStation().signedIn
  const asked = (may.approve || (lateMatch && roles.includes('supervisor'))) && Object.keys(captures.prints).length > 0
  const { data, error, isFetching, refetch } = useAsk(
    'application.compare-prints',
    { id },
    { enabled: asked, forget: true },
  )
  return { asked, found: data, failed: error, running: isFetching, again: () => void refetch() }
}
