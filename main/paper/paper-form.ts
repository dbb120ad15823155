import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { PaperInputError } from './paper-input.ts'

const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

/** One official form (biểu mẫu) as the register of forms in `resources/forms/` describes it. */
const FormEntry = z.strictObject({
  id: z.string(),
  /** Form number laid down by the circular; null where it is not known. */
  code: z.nullable(z.string()),
  title: z.string(),
  subtitle: z.nullable(z.string()),
  /** First and last day (null: in force), both included. */
  from: Day,
  until: z.nullable(Day),
  source: z.string(),
  /** `unconfirmed`: contents known, the official sheet was not at hand; the paper says so in small type. */
  layout: z.enum(['confirmed', 'unconfirmed']),
})
type FormEntry = z.infer<typeof FormEntry>

export interface PaperForm extends FormEntry {
  /** Top right: `Mẫu CC01 – TT 17/2024/TT-BCA`; empty for a paper without a form number. */
  readonly codeLine: string
  /** Foot of the page: what is confirmed about this layout. */
  readonly layoutLine: string
}

const read = new Map<string, readonly FormEntry[]>()

function formsOf(register: string): readonly FormEntry[] {
  const known = read.get(register)
  if (known) return known
  const text = readFileSync(new URL(`../../resources/forms/${register}.json`, import.meta.url), 'utf8')
  const forms = z.array(FormEntry).parse(JSON.parse(text))
  read.set(register, forms)
  return forms
}

/**
 * The form of that id in force on the day; `register` is a file of `resources/forms/` without its ending.
 * Throws `PaperInputError` (`form-not-known`) where the register has none for the day.
 */
export function getPaperForm(register: string, id: string, day: PlainDate): PaperForm {
  const form = formsOf(register).find((f) => f.id === id && f.from <= day && (f.until === null || day <= f.until))
  if (!form) throw new PaperInputError(`day ${day}, ${id}`, 'form-not-known')
  return {
    ...form,
    codeLine: form.code === null ? '' : `Mẫu ${form.code} – ${form.source}`,
    layoutLine: form.layout === 'confirmed' ? '' : 'Bố cục chưa đối chiếu với mẫu chính thức.',
  }
}
