import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { jobState } from '../drivers/ipp/job-state.ts'

/** What the simulated printer does wrong until it is told otherwise. */
export type SimulatedTrouble = 'media-empty-error' | 'door-open-error' | 'marker-supply-empty-error' | 'paused'

export interface SimulatedJob {
  readonly id: number
  readonly name: string
  readonly user: string
  readonly encode: boolean
  state: number
  reasons: string[]
  document: Buffer | undefined
  /** The card that is in the machine for this job, or was. */
  card: string | undefined
  resumed: boolean
}

/** Where every card that was loaded is now: the sum never changes. */
export interface Cards {
  readonly hopper: string[]
  readonly atCoupler: string[]
  readonly printed: string[]
  readonly rejected: string[]
}

/** Paper and cards in, sheets out: what a printer behind an IPP service does, one job at a time. */
export class SimulatedPrinter {
  readonly jobs = new Map<number, SimulatedJob>()
  readonly cards: Cards = { hopper: [], atCoupler: [], printed: [], rejected: [] }
  /** What was written to the chip of each card. */
  readonly chips = new Map<string, string>()
  readonly troubles = new Set<SimulatedTrouble>()
  jamNext = false
  pageMs: number
  private readonly folder: string
  nextId = 1

  constructor(folder: string, pageMs: number) {
    this.folder = folder
    this.pageMs = pageMs
    mkdirSync(folder, { recursive: true })
    setInterval(() => this.work(), 20).unref()
  }

  create(name: string, user: string, encode: boolean): SimulatedJob {
    const job: SimulatedJob = {
      id: this.nextId++,
      name,
      user,
      encode,
      state: jobState.held,
      reasons: ['job-incoming'],
      document: undefined,
      card: undefined,
      resumed: false,
    }
    this.jobs.set(job.id, job)
    return job
  }

  send(job: SimulatedJob, document: Buffer): void {
    job.document = document
    job.state = jobState.pending
    job.reasons = ['none']
  }

  cancel(job: SimulatedJob): boolean {
    if (job.state >= jobState.cancelled) return false
    this.end(job, jobState.cancelled, 'job-canceled-by-user')
    return true
  }

  /** What lies under the drum comes out all the same: only the list of jobs is gone. */
  forgetJobs(): void {
    const active = this.active()
    this.jobs.clear()
    if (active?.state !== jobState.processing || active.reasons.includes('job-transforming')) return
    setTimeout(() => this.finish(active), this.pageMs).unref()
  }

  get busy(): boolean {
    return this.active() !== undefined
  }

  private active(): SimulatedJob | undefined {
    return [...this.jobs.values()].find((job) => job.state === jobState.processing || job.state === jobState.stopped)
  }

  private end(job: SimulatedJob, state: number, reason: string): void {
    job.state = state
    job.reasons = [reason]
    const { card } = job
    if (card === undefined) return
    const at = this.cards.atCoupler.indexOf(card)
    if (at < 0) return
    this.cards.atCoupler.splice(at, 1)
    if (state === jobState.completed) this.cards.printed.push(card)
    else this.cards.rejected.push(card)
  }

  private begin(job: SimulatedJob): void {
    job.state = jobState.processing
    job.reasons = ['job-printing']
    if (!job.encode) return
    const card = this.cards.hopper.shift()
    if (card === undefined) {
      this.end(job, jobState.aborted, 'aborted-by-system')
      return
    }
    job.card = card
    this.cards.atCoupler.push(card)
    // The card lies under the coupler until somebody says resume, or gives it up.
    job.state = jobState.stopped
    job.reasons = ['job-suspended']
  }

  private work(): void {
    if (this.troubles.size > 0) return
    const active = this.active()
    if (!active) {
      const next = [...this.jobs.values()].find((job) => job.state === jobState.pending)
      if (next) this.begin(next)
      return
    }
    if (active.state === jobState.stopped && !active.resumed) return
    if (active.state === jobState.stopped) {
      active.state = jobState.processing
      active.reasons = ['job-printing']
    }
    if (active.reasons.includes('job-printing')) {
      active.reasons = ['job-printing', 'job-transforming']
      setTimeout(() => this.finish(active), this.pageMs).unref()
    }
  }

  private finish(job: SimulatedJob): void {
    if (job.state !== jobState.processing) return
    if (this.troubles.size > 0) {
      setTimeout(() => this.finish(job), 50).unref()
      return
    }
    if (this.jamNext) {
      this.jamNext = false
      this.end(job, jobState.aborted, 'aborted-by-system')
      return
    }
    const file = path.join(this.folder, `${String(job.id).padStart(4, '0')}-${job.name.replace(/[^\w.-]/g, '_')}.pdf`)
    writeFileSync(file, job.document ?? Buffer.alloc(0))
    this.end(job, jobState.completed, 'job-completed-successfully')
  }
}
