import type { JobNews, PrinterLook, Sides } from './print-queue.ts'

/** One paper to print. `ticket` is the act: the same ticket twice is printed once. */
export interface PaperJob {
  readonly ticket: string
  /** Becomes part of the job's name: it carries nothing of the person. */
  readonly name: string
  /** Digest of what the paper shows: the same paper of another act is recognised by it. */
  readonly content: string
  readonly pdf: Uint8Array
  readonly copies?: number
  readonly sides?: Sides
  /** PWG 5101.1 name; A4 without it. */
  readonly media?: string
  /** A pre-printed blank lies in the tray: the page moves by this printer's offset. */
  readonly onBlank?: boolean
}

/** `handed-over`: the system's spooler has it; whether paper came out only a person can say. */
export interface Printed {
  readonly ticket: string
  readonly word: 'printed' | 'handed-over'
  /** Digest the journal holds: what was really printed. */
  readonly content: string
}

/** A paper nobody knows about: the clerk looks into the tray and answers. */
export interface PrintQuestion {
  readonly ticket: string
  readonly name: string
  readonly printer: string
  readonly at: string
}

/**
 * Port: prints a finished paper. Returns only when the paper is out (or its file durable); throws `DeviceError`, whose
 * 'in-doubt' means that paper may have come out: it is never printed again before `settle` has an answer.
 */
export interface PaperPrinter {
  readonly name: string
  /** Its word is never more than 'handed-over'. */
  readonly handsOver: boolean
  print(job: PaperJob, onNews?: (news: JobNews) => void): Promise<Printed>
  /** The record that the paper belongs to knows that it was printed. */
  told(ticket: string): void
  questions(): readonly PrintQuestion[]
  /** False where there was nothing to answer. */
  settle(ticket: string, cameOut: boolean, account: string): boolean
  /** Asks the printer to give the job up; its end is heard by whoever prints. False for a job that does not run. */
  cancel(ticket: string): Promise<boolean>
  look(): Promise<PrinterLook>
  /** After a start: what became of the jobs that were under way. */
  recover(): Promise<void>
}
