export { type Authority, MalformedRequest, openAuthority, type ReadRequest } from './authority.ts'
