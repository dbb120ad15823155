export { answerUnit } from './answer-unit.ts'
