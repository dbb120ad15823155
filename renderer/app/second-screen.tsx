import { ApplicantWindow } from '../applicant/index.ts'
import { ErrorRoom } from './error-room.tsx'

/** The applicant's window: nothing of the desk's frame, keys or lists. */
export function Window() {
  return (
    <ErrorRoom>
      <ApplicantWindow />
    </ErrorRoom>
  )
}
