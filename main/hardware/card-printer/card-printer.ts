import type { JobEnd } from '../printer/print-queue.ts'

/** One card: its two sides as a PDF of two CR80 pages. */
export interface CardDocument {
  /** By which the job is found again; carries nothing of the person. */
  readonly name: string
  readonly pdf: Uint8Array
}

/** Where the machine's job stands. `serial` is the number the machine read on the blank it fed; null where it has fed none. */
export type CardJobLook =
  | { readonly state: 'waiting-for-document' }
  | { readonly state: 'queued' | 'printing'; readonly serial: string | null }
  | { readonly state: 'held'; readonly serial: string | null }
  | { readonly state: 'ended'; readonly end: JobEnd['end']; readonly serial: string | null }
  | { readonly state: 'not-known' }

/** Port: a card printer with a coupler. A job holds its card under the coupler until it is resumed or given up. Throws `DeviceError`. */
export interface CardPrinter {
  readonly name: string
  /** Makes the job; no card moves. */
  open(card: CardDocument): Promise<string>
  /** Sends the sides: the machine feeds a card and holds it. */
  feed(id: string, card: CardDocument): Promise<void>
  look(id: string): Promise<CardJobLook>
  find(name: string): Promise<string | undefined>
  /** Prints the held card and lays it out. */
  resume(id: string): Promise<void>
  /** Gives the job up: a card in the machine goes to the reject bin. */
  giveUp(id: string): Promise<void>
}

/** Port: what writes the chip of the card under the coupler, and reads it again. Throws `DeviceError`. */
export interface CardEncoder {
  encode(serial: string, content: string): Promise<void>
  /** Serial of the chip and what it holds; undefined for an empty chip. */
  readBack(serial: string): Promise<{ readonly chip: string; readonly content: string } | undefined>
}
