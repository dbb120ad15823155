import type { populationContract } from '../../preload/contract/population.ts'
import { done, type Handlers } from '../bridge/index.ts'
import type { LookUp } from './look-up.ts'

const LOOKS_UP = ['intake-officer', 'enrolment-officer', 'supervisor'] as const

export function answerPopulation(lookUp: LookUp): Handlers<keyof typeof populationContract> {
  return {
    'population.search': { access: LOOKS_UP, run: (request) => lookUp.search(request) },
    'population.open': {
      access: LOOKS_UP,
      run: async (request) => {
        const opened = await lookUp.open(request)
        return opened.ok ? done({ scope: opened.value.scope, record: opened.value.record }) : opened
      },
    },
  }
}
