export { answerBlank } from './answer-blank.ts'
export { type BlankRegister, blankRegister } from './blank-register.ts'
