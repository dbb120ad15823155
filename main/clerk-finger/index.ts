export { answerClerkFinger } from './answer-clerk-finger.ts'
export { fingerRuleOf } from './finger-rule.ts'
export { fingerWanted } from './sign-in-by-finger.ts'
