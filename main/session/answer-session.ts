import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { cardRegimeOn } from '../../domain/identity-card/card-regime.ts'
import type { RegistrationOffice } from '../../domain/unit/training-office.ts'
import type { FingerWanted, StationState, sessionContract } from '../../preload/contract/session.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'
import type { Session, WaitingSignIn } from './session.ts'

export interface SessionAnswersParts {
  readonly session: () => Session | undefined
  readonly office: RegistrationOffice
  readonly station: string
  readonly legalDay: () => PlainDate
  readonly legalDayIsSet: boolean
  readonly training: boolean
  readonly trainingAccounts: () => StationState['trainingAccounts']
  readonly version: string
  /** The shell destroys the desk's window; a new one begins at the sign-in. */
  readonly lockDesk: () => void
  readonly onChange: () => void
  readonly fingerWanted: (waiting: WaitingSignIn) => FingerWanted
}

export function stationState(parts: SessionAnswersParts): StationState {
  const session = parts.session()
  const day = parts.legalDay()
  const regime = cardRegimeOn(day)
  const { id, name, kind, level, approverTitle } = parts.office
  return {
    office: { id, name, kind, level, approverTitle },
    station: parts.station,
    legalDay: day,
    legalDayIsSet: parts.legalDayIsSet,
    training: parts.training,
    trainingAccounts: session ? parts.trainingAccounts() : [],
    enrolled: session !== undefined,
    signedIn: session?.current ?? null,
    finger: session?.waiting ? parts.fingerWanted(session.waiting) : null,
    returnTo: session?.returnTo ?? null,
    version: parts.version,
    regime: {
      law: regime.lawName,
      cardTitle: regime.cardTitle,
      enrolmentSheet: regime.forms.enrolmentSheet.code,
      appointmentSlip: regime.forms.appointmentSlip.code,
      iris: regime.iris,
    },
  }
}

export function answerSession(parts: SessionAnswersParts): Handlers<keyof typeof sessionContract> {
  return {
    'session.state': { access: 'anybody', run: () => done(stationState(parts)) },
    'session.sign-in': {
      access: 'anybody',
      run: async ({ account, password }) => {
        const session = parts.session()
        if (!session) return fail('wrong-account-or-password')
        const result = await session.signIn(account.trim(), password)
        if (!result.ok && result.failure !== 'finger-wanted')
          return result.failure === 'account-locked'
            ? fail('account-locked', { minutes: result.minutes })
            : fail(result.failure)
        parts.onChange()
        return done(stationState(parts))
      },
    },
    'session.sign-out': {
      access: 'signed-in',
      run: () => {
        parts.session()?.signOut()
        parts.onChange()
        parts.lockDesk()
        return done({})
      },
    },
    'session.lock': {
      access: 'signed-in',
      run: ({ at }) => {
        parts.session()?.lock(at)
        parts.onChange()
        parts.lockDesk()
        return done({})
      },
    },
  }
}
