import * as z from 'zod/mini'

/** Why a print is not good, as the fingerprint engine sees it; each has a sentence of coaching in the texts. */
export const PrintReason = z.enum(['dry', 'wet', 'light', 'off-centre', 'partial', 'smudged'])
export type PrintReason = z.infer<typeof PrintReason>

/** Why the engine could not say anything about a print ("chưa kiểm tra"). */
export const NotJudgedBecause = z.enum(['engine-missing', 'engine-fault', 'too-slow', 'unreadable'])
export type NotJudgedBecause = z.infer<typeof NotJudgedBecause>

/** What the engine says of one captured print, beside the quality the device states. */
export const PrintJudgement = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('judged'),
    /** 0–100, the engine's own measure: the expected score against a good print of the same finger. */
    quality: z.number(),
    reasons: z.array(PrintReason),
  }),
  z.object({ state: z.literal('no-finger') }),
  z.object({ state: z.literal('not-checked'), because: NotJudgedBecause }),
])
export type PrintJudgement = z.infer<typeof PrintJudgement>
