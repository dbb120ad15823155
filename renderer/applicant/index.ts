export { ApplicantScreen, ApplicantScreen as ApplicantWindow } from './applicant-screen.tsx'
