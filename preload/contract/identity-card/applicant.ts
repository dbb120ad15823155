import * as z from 'zod/mini'
import { defineContract } from '../define-contract.ts'

/** What the applicant's window may know: nothing but what was recorded of the person in front of it. */
export const ApplicantPage = z.object({
  title: z.string(),
  /** Label key and printed value; values are in the words of the form. */
  rows: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The portrait on the page that shows it. */
  portrait: z.nullable(z.instanceof(Uint8Array)),
})
export const ApplicantView = z.object({
  state: z.enum(['waiting', 'reading', 'confirmed', 'rejected', 'blank']),
  /** The ticket being served while nothing is shown. */
  ticket: z.nullable(z.string()),
  number: z.nullable(z.string()),
  digest: z.nullable(z.string()),
  pages: z.array(ApplicantPage),
})
export type ApplicantView = z.infer<typeof ApplicantView>

export const applicantContract = defineContract({
  'applicant.view': { request: z.strictObject({}), reply: ApplicantView, failures: [], windows: ['applicant'] },
  /** "Đúng" or "Chưa đúng, cần sửa" to exactly the content whose digest was shown, after every page was seen. */
  'applicant.answer': {
    request: z.strictObject({ digest: z.string(), right: z.boolean(), pagesSeen: z.number() }),
    reply: ApplicantView,
    failures: ['content-changed', 'not-every-page-seen', 'nothing-shown'],
    windows: ['applicant'],
  },
})
