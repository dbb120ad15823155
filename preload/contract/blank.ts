import * as z from 'zod/mini'
import { BlankKind, BlankState, SpoilReason } from '../../domain/blank/blank-state.ts'
import { defineContract } from './define-contract.ts'

const Serial = z.string().check(z.maxLength(40))
const Id = z.string().check(z.maxLength(60))
const Words = z.string().check(z.maxLength(300))
const named = { kind: BlankKind, serial: Serial, requestId: Id }

export const BlankView = z.object({
  kind: BlankKind,
  serial: z.string(),
  state: BlankState,
  usedFor: z.nullable(z.string()),
  reason: z.nullable(SpoilReason),
  remark: z.nullable(z.string()),
  reportedBy: z.nullable(z.string()),
  changedAt: z.string(),
})

/** The register of numbered blanks as it stands; `received` = in stock + used + reported + spoiled. */
export const BlankList = z.object({
  kinds: z.array(
    z.object({
      kind: BlankKind,
      received: z.number(),
      inStock: z.number(),
      used: z.number(),
      reported: z.number(),
      spoiled: z.number(),
      next: z.nullable(z.string()),
    }),
  ),
  reported: z.array(BlankView),
  recent: z.array(BlankView),
})
export type BlankList = z.infer<typeof BlankList>

const actFailures = ['no-such-blank', 'blank-not-in-state'] as const

export const blankContract = defineContract({
  'blank.list': { request: z.strictObject({}), reply: BlankList, failures: [] },
  'blank.receive': {
    request: z.strictObject({ kind: BlankKind, first: Serial, last: Serial, paper: Words, requestId: Id }),
    reply: BlankList,
    failures: ['not-a-serial', 'not-one-series', 'range-too-long', 'serial-known'],
  },
  'blank.use': {
    request: z.strictObject({ ...named, usedFor: z.string().check(z.minLength(1), z.maxLength(60)) }),
    reply: BlankList,
    failures: actFailures,
  },
  'blank.report-spoiled': {
    request: z.strictObject({ ...named, reason: SpoilReason, remark: Words }),
    reply: BlankList,
    failures: actFailures,
  },
  /** The second person, with the own password: never the one who reported. */
  'blank.confirm-spoiled': {
    request: z.strictObject({ ...named, password: z.string().check(z.maxLength(200)) }),
    reply: BlankList,
    failures: [...actFailures, 'own-report', 'wrong-password', 'account-locked'],
  },
  'blank.refuse-spoiled': {
    request: z.strictObject({ ...named, remark: Words }),
    reply: BlankList,
    failures: [...actFailures, 'own-report'],
  },
})
