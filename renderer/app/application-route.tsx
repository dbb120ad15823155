import { useParams } from '@tanstack/react-router'
import { ApplicationScreen } from '../identity-card/application/index.ts'
import { usePolice } from './not-here.tsx'

/** `/application/:id`; another application is another screen, with nothing of the last one left in it. */
export function ApplicationRoute() {
  const { id } = useParams({ from: '/application/$id' })
  return usePolice() ?? <ApplicationScreen key={id} id={id} />
}
