import { BlankKind } from '../../domain/blank/blank-state.ts'
import type { BlankList, blankContract } from '../../preload/contract/blank.ts'
import type { Failure, Success } from '../../preload/contract/define-contract.ts'
import { done, type Handlers } from '../bridge/index.ts'
import type { Store } from '../store/index.ts'
import type { BlankRegister } from './blank-register.ts'
import { type BlankRow, countBlanks, listRecentBlanks, listReportedBlanks } from './blank-store.ts'

const WORKS = ['intake-officer', 'enrolment-officer'] as const
const DECIDES = ['supervisor'] as const
const RECENT = 50

function viewOf({ kind, serial, state, usedFor, reason, remark, reportedBy, changedAt }: BlankRow) {
  return { kind, serial, state, usedFor, reason, remark, reportedBy, changedAt }
}

/** Who may ask what of the register of blanks. */
export function answerBlank(store: Store, register: BlankRegister): Handlers<keyof typeof blankContract> {
  const list = (): BlankList => ({
    kinds: BlankKind.options.map((kind) => ({ kind, ...countBlanks(store, kind) })),
    reported: listReportedBlanks(store).map(viewOf),
    recent: listRecentBlanks(store, RECENT).map(viewOf),
  })
  const listAfter = <Code extends string>(outcome: Success<unknown> | Failure<Code>) =>
    outcome.ok ? done(list()) : outcome
  return {
    'blank.list': { access: 'signed-in', run: () => done(list()) },
    'blank.receive': { access: WORKS, run: (request) => listAfter(register.receive(request)) },
    'blank.use': { access: WORKS, run: (request) => listAfter(register.use(request)) },
    'blank.report-spoiled': { access: WORKS, run: (request) => listAfter(register.reportSpoiled(request)) },
    'blank.confirm-spoiled': {
      access: DECIDES,
      run: async (request) => listAfter(await register.confirmSpoiled(request)),
    },
    'blank.refuse-spoiled': { access: DECIDES, run: (request) => listAfter(register.refuseSpoiled(request)) },
  }
}
