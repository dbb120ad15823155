export { answerPopulation } from './answer-population.ts'
export { ownResidentsAtHand, residentListeners } from './follow-residents.ts'
export { type LookUp, lookUp } from './look-up.ts'
