export { LookUp, type LookUpProps } from './look-up.tsx'
export { LookUpScreen } from './look-up-screen.tsx'
export { OpenedPerson } from './opened-person.tsx'
