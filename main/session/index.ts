export { type Account, countAccounts, findAccount } from './account-store.ts'
export { answerSession, type SessionAnswersParts, stationState } from './answer-session.ts'
export { type NewAccount, openAccount } from './open-account.ts'
export { type Session, type SignInResult, session } from './session.ts'
