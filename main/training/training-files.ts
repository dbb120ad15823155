import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { Role } from '../../preload/contract/session.ts'

/** Files a training desk lives on: accounts made for it, sample people of its centre. Synthetic, all of it. */

const TrainingAccount = z.object({
  account: z.string(),
  displayName: z.string(),
  title: z.string(),
  roles: z.array(Role),
  password: z.string(),
})
export type TrainingAccount = z.infer<typeof TrainingAccount>

const Sample = z.object({ story: z.string(), label: z.string(), qr: z.string(), mrz: z.string() })
export type TrainingSample = z.infer<typeof Sample>

/** Short words without marks: easy to type on any keyboard, different in each data folder. */
const WORDS = ['song', 'nui', 'bien', 'mua', 'nang', 'sen', 'tre', 'lua', 'cau', 'may', 'chim', 'dao']

function makePassword(): string {
  const word = () => WORDS[randomInt(WORDS.length)] ?? 'sen'
  return `${word()}-${word()}-${randomInt(10, 100)}`
}

/** Makes the accounts of a training desk once; the approver's title is the office's of that day. */
export function makeTrainingAccounts(file: string, approverTitle: string): void {
  if (existsSync(file)) return
  const accounts: TrainingAccount[] = [
    {
      account: 'lan',
      displayName: 'Nguyễn Thị Lan',
      title: 'Cán bộ thu nhận',
      roles: ['intake-officer', 'enrolment-officer'],
      password: makePassword(),
    },
    {
      account: 'hung',
      displayName: 'Trần Quốc Hùng',
      title: approverTitle,
      roles: ['supervisor'],
      password: makePassword(),
    },
    {
      account: 'minh',
      displayName: 'Lê Quang Minh',
      title: 'Cán bộ kỹ thuật',
      roles: ['administrator'],
      password: makePassword(),
    },
  ]
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
}

export function readTrainingAccounts(file: string): TrainingAccount[] {
  return z.array(TrainingAccount).parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Empty until the centre has been seeded: the list fills when it is ready. */
export function readTrainingCards(file: string): TrainingSample[] {
  return existsSync(file) ? z.array(Sample).parse(JSON.parse(readFileSync(file, 'utf8'))) : []
}

/** Tells the simulator whose fingers lie on the glass: the same seed has the same prints each time. */
export async function setSimulatedFingers(
  port: number,
  fingers: { readonly seed: string; readonly absent: readonly string[] },
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/admin/person`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fingers),
  }).catch(() => undefined)
  // A simulator that is away is met again, and told to the clerk, when the capture begins.
  await response?.arrayBuffer()
}
