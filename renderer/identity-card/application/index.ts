export { ApplicationScreen } from './application-screen.tsx'
export { findingRefusal, findingWords, nextWords } from './words/finding-words.ts'
export { reasonWords } from './words/reason-words.ts'
export { SourceBadges } from './words/source-badges.tsx'
