export { type Account, countAccounts, findAccount, listAccounts } from './account-store.ts'
export { answerSession, type SessionAnswersParts, stationState } from './answer-session.ts'
export { type NewAccount, openAccount } from './open-account.ts'
export {
  type FingerRule,
  type Session,
  type SignInResult,
  session,
  TRIES_BEFORE_LOCK,
  type WaitingSignIn,
} from './session.ts'
