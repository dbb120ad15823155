import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  EnrolmentSheetInput,
  RefusalInput,
  ServiceRequestInput,
} from '../../../../../main/identity-card/application/form/index.ts'
import {
  printAppointmentSlip,
  printEnrolmentSheet,
  printRefusal,
  printServiceRequest,
} from '../../../../../main/identity-card/application/form/index.ts'
import type { PlacedMark, PrintSettings } from '../../../../../main/paper/index.ts'
import { layoutFaults } from '../../../paper/layout-faults.ts'
import { oddHeadText, oddSignatureText, oddText } from '../../../paper/odd-texts.ts'
import { readPdfPages } from '../../../paper/read-pdf.ts'
import { refusalOf2021, requestOf2023, sheetOf2021, sheetOf2023, slipOf2021, slipOf2023 } from './synthetic-papers.ts'

const KEPT = new Set(['day', 'rulesDay', 'createdAt', 'dossierNumber', 'kind', 'signing', 'consent', 'items', 'due'])
const SIGNATURES = new Set(['officerName', 'declarantName', 'leader'])
const HEAD = new Set(['agency', 'place'])

type Part = 'head' | 'signature' | 'field'

/** Puts another text into every field of words, whatever the shape. */
function rewrite<T>(input: T, next: (part: Part) => string): T {
  function walk(value: unknown, key: string, outer: Part): unknown {
    if (KEPT.has(key)) return value
    const part = HEAD.has(key) ? 'head' : SIGNATURES.has(key) ? 'signature' : outer
    if (typeof value === 'string') return next(part)
    if (Array.isArray(value)) return value.map((item) => walk(item, key, part))
    if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name, part)]))
  }
  return walk(input, '', 'field') as T
}

const oddSet = fc.record({ head: oddHeadText, signature: oddSignatureText, field: oddText })
const odd = fc.array(oddSet, { minLength: 7, maxLength: 13 })

function oddly<T>(input: T, texts: readonly Readonly<Record<Part, string>>[]): T {
  let at = 0
  return rewrite(input, (part) => texts[at++ % texts.length]?.[part] ?? '')
}

async function faultsOf(print: (settings: PrintSettings) => Promise<Uint8Array>): Promise<readonly string[]> {
  const marks: PlacedMark[] = []
  const bytes = await print({ onPlaced: (mark) => marks.push(mark) })
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  return layoutFaults(marks)
}

const sheets: readonly EnrolmentSheetInput[] = [sheetOf2023(), sheetOf2021()]
const request: ServiceRequestInput = requestOf2023()
const refusal: RefusalInput = refusalOf2021()

test('no text, however odd or long, breaks an enrolment sheet or leaves its page', async () => {
  await fc.assert(
    fc.asyncProperty(odd, fc.constantFrom('2021', '2023'), async (texts, rules) => {
      const sheet = rules === '2023' ? sheetOf2023() : sheetOf2021()
      expect(await faultsOf((settings) => printEnrolmentSheet(oddly(sheet, texts), settings))).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('no text breaks a slip, a request or a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(odd, fc.constantFrom('2021', '2023'), async (texts, rules) => {
      const slip = rules === '2023' ? slipOf2023() : slipOf2021()
      expect(await faultsOf((settings) => printAppointmentSlip(oddly(slip, texts), settings))).toEqual([])
      expect(await faultsOf((settings) => printServiceRequest(oddly(request, texts), settings))).toEqual([])
      expect(await faultsOf((settings) => printRefusal(oddly(refusal, texts), settings))).toEqual([])
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('the longest texts allowed everywhere run over more pages, nothing is cut', async () => {
  const counts: Record<Part, number> = { head: 50, signature: 25, field: 333 }
  const word = (part: Part) => 'Ẫượng '.repeat(counts[part]).trim()
  const marks: PlacedMark[] = []
  const input = rewrite(refusalOf2021(), word)
  const bytes = await printRefusal(input, { onPlaced: (mark) => marks.push(mark) })
  expect(layoutFaults(marks)).toEqual([])
  const pages = await readPdfPages(bytes)
  expect(pages.length).toBeGreaterThan(4)
  const fields = 6 + 3 * input.grounds.length
  // the name stands in capitals, the rest as given; agency and signatures are counted apart
  expect(pages.join(' ').match(/Ẫượng/g)?.length ?? 0).toBeGreaterThanOrEqual((fields - 2) * 333)
})

test('an empty dossier prints as a form to fill in by hand', async () => {
  const empty = () => ''
  for (const sheet of sheets) {
    const blank = { ...rewrite(sheet, empty), fingerprints: {}, marks: [], kind: null }
    expect(await faultsOf((settings) => printEnrolmentSheet(blank, settings))).toEqual([])
  }
  expect(await faultsOf((settings) => printAppointmentSlip(rewrite(slipOf2023(), empty), settings))).toEqual([])
  expect(
    await faultsOf((settings) => printServiceRequest({ ...rewrite(request, empty), items: [] }, settings)),
  ).toEqual([])
  expect(await faultsOf((settings) => printRefusal({ ...rewrite(refusal, empty), grounds: [] }, settings))).toEqual([])
})

test('every word of the longest sheet stands on the paper once, table cells included', async () => {
  const counts: Record<Part, number> = { head: 40, signature: 20, field: 300 }
  let given = 0
  const input = rewrite(sheetOf2023(), (part) => {
    given += counts[part]
    return 'Ẫượng '.repeat(counts[part]).trim()
  })
  const marks: PlacedMark[] = []
  const bytes = await printEnrolmentSheet(input, { onPlaced: (mark) => marks.push(mark) })
  expect(layoutFaults(marks)).toEqual([])
  const text = (await readPdfPages(bytes)).join(' ')
  expect(text.match(/ẫượng/gi)?.length).toBe(given)
})
