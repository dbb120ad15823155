import { DeviceError } from '../../device-error.ts'
import type { PrintQueue, QueueJob } from '../print-queue.ts'

/** Gives a document to the system's spooler; answers what the system says, or 'no-answer' where it says nothing in time. */
export type HandOver = (
  printer: string,
  job: Pick<QueueJob, 'pdf' | 'copies' | 'sides' | 'media'>,
) => Promise<'handed-over' | 'no-such-printer' | 'refused' | 'no-answer'>

/**
 * The system's spooler (Windows), through the shell. Its "yes" means only that it has the job: an empty tray says yes as well, and some
 * drivers never answer. So the end of a job here is 'handed-over', and silence is doubt.
 */
export function spoolerQueue(printer: string, handOver: HandOver): PrintQueue {
  return {
    name: printer,
    handsOver: true,
    check: async () => undefined,
    reserve: async () => undefined,
    async send(job) {
      const answer = await handOver(printer, job)
      if (answer === 'no-answer') throw new DeviceError('interrupted', 'hand-over', 'printer')
      if (answer === 'no-such-printer') throw new DeviceError('unreachable', 'hand-over', 'printer')
      if (answer === 'refused') throw new DeviceError('refused', 'hand-over', 'printer')
      return job.name
    },
    watch: async () => ({ end: 'handed-over' }),
    // The spooler's list cannot be read from here: a lost job stays in doubt until somebody looks.
    find: async () => undefined,
    cancel: async () => undefined,
    withdraw: async () => false,
    look: async () => ({
      name: printer,
      state: 'ready',
      accepting: true,
      reasons: [],
      firmware: null,
      media: [],
      sides: [],
    }),
  }
}
