export { NotEnrolled } from './not-enrolled.tsx'
export { SignIn } from './sign-in.tsx'
