export { type Authority, MalformedRequest, openAuthority } from './authority.ts'
