export { countPersons, findPerson, listNamesakes } from './person-store.ts'
export { registerPopulation } from './register-population.ts'
export { type OfficeToSeed, seedPopulation } from './seed-population.ts'
