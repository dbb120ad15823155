import type { Failure, Success } from '../../../preload/contract/define-contract.ts'
import type { PrintJudge } from '../../fingerprint/index.ts'
import type { ApplicationDesk, ApplicationView } from './application-desk.ts'
import { checkRidges, withVerdict } from './examine-prints.ts'

const numberOf = ({ form }: Pick<ApplicationView, 'form'>) => form.fields.personalNumber?.text ?? ''

/**
 * Whose prints these are is asked anew when the personal number comes, or another one, after they were taken: at once, before the window
 * has its answer, so that nobody reads "nothing known" meanwhile. Costs nothing where the number stays or no print is there.
 */
export function recheckHolder(desk: ApplicationDesk, judge: PrintJudge) {
  /** Runs an act on an application's form, then the check; the answer holds the view after both. */
  return async function checked<Value, Code extends string>(
    id: string,
    act: () => Promise<Success<Value> | Failure<Code>> | Success<Value> | Failure<Code>,
    withView: (value: Value, view: ApplicationView) => Value,
  ): Promise<Success<Value> | Failure<Code>> {
    const before = desk.find(id)
    const outcome = await act()
    const after = outcome.ok ? desk.find(id) : undefined
    if (!outcome.ok || !before || !after || numberOf(before) === numberOf(after)) return outcome
    if (Object.keys(after.captures.prints).length === 0) return outcome
    const verdict = await checkRidges(desk, judge, after, [])
    const settled = desk.change(id, {}, (application) =>
      // Typed on meanwhile: the next answer checks that number.
      numberOf(application) === numberOf(after)
        ? { ...application, captures: withVerdict(application.captures, verdict, desk.at()) }
        : application,
    )
    return settled.ok ? { ...outcome, value: withView(outcome.value, settled.value) } : outcome
  }
}
export type CheckHolder = ReturnType<typeof recheckHolder>
