/** What keeps a printer from going on, or will soon; the texts have words and a cure for each (`printer-reason.<reason>`). */
export const printerReasons = [
  'out-of-paper',
  'paper-jam',
  'door-open',
  'out-of-ink',
  'output-full',
  'paused',
  'offline',
  'held',
  'other',
] as const
export type PrinterReason = (typeof printerReasons)[number]

export type Sides = 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'

/** One document for the queue. */
export interface QueueJob {
  /** Carries nothing of the person, and the ticket by which the job is found again. */
  readonly name: string
  readonly pdf: Uint8Array
  readonly copies: number
  readonly sides: Sides
  /** PWG 5101.1 name (`iso_a4_210x297mm`). */
  readonly media: string
}

export interface JobNews {
  readonly state: 'waiting' | 'printing' | 'stopped'
  readonly reasons: readonly PrinterReason[]
}

/** `printed` = the printer's own word that the sheets are out (or the file is durable); `handed-over` = the system's spooler has it, no more is known. */
export type JobEnd =
  | { readonly end: 'printed' }
  | { readonly end: 'handed-over' }
  | { readonly end: 'aborted'; readonly reasons: readonly PrinterReason[] }
  | { readonly end: 'cancelled'; readonly reasons: readonly PrinterReason[] }
  /** The queue no longer knows the job, or says it ended with errors. */
  | { readonly end: 'unknown' }

export interface PrinterLook {
  readonly name: string
  readonly state: 'ready' | 'busy' | 'stopped'
  readonly accepting: boolean
  readonly reasons: readonly PrinterReason[]
  readonly firmware: string | null
  readonly media: readonly string[]
  readonly sides: readonly string[]
}

/** Port: a queue that takes documents and says what became of them. Makers' and systems' names live in drivers/. Everything throws `DeviceError`. */
export interface PrintQueue {
  readonly name: string
  /** The same job twice makes one paper (a file in a folder): nothing is ever in doubt. */
  readonly repeatable?: true
  /** Takes jobs and says nothing of the paper: its jobs end as 'handed-over'. */
  readonly handsOver?: true
  /** Asks whether this job could be printed, before anything is done. */
  check(job: QueueJob): Promise<void>
  /** First step: a job without its document. An id proves that whatever happens before `send` has printed nothing; undefined where the queue has no such step. */
  reserve(job: QueueJob): Promise<string | undefined>
  /** Second step: the document. From here on paper may come out. */
  send(job: QueueJob, reserved: string | undefined): Promise<string>
  /** Follows the job to its end; the news are told when they change. */
  watch(id: string, onNews: (news: JobNews) => void): Promise<JobEnd>
  /** The job of this name, after a crash or a lost answer; `id` is the number it had, which a printer that was switched off may have given to another. */
  find(name: string, id?: string): Promise<string | undefined>
  cancel(id: string): Promise<void>
  /** Gives up a job that still waits for its document; true when it did, and so has certainly printed nothing. */
  withdraw(id: string): Promise<boolean>
  look(): Promise<PrinterLook>
}
