import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import * as z from 'zod/mini'
import type { DeviceRow } from '../../preload/contract/device.ts'
import type { DeviceBoard } from '../device/index.ts'
import { audit } from '../log/index.ts'
import type { Line, StationIdentity } from '../replication/index.ts'
import { LineFault } from '../replication/index.ts'
import type { Session } from '../session/index.ts'
import type { StationLog } from '../station-log.ts'
import type { Store } from '../store/index.ts'
import { technicianVerify } from './verify.ts'

export const SOCKET_NAME = 'technician.sock'

/** One line of JSON from `sobo`: who asks, with which password, and what. */
const Question = z.strictObject({
  account: z.string().check(z.maxLength(60)),
  password: z.string().check(z.maxLength(200)),
  command: z.enum(['log verify', 'centre status', 'devices']),
})

export interface TechnicianParts {
  readonly dataFolder: string
  readonly store: Store
  readonly identity: StationIdentity
  readonly line: Line
  readonly session: Session
  readonly devices: DeviceBoard
  readonly log: StationLog
}

const MOST_BYTES = 10_000

/**
 * The technician's door: a socket only the desk's own user can open, and only with an administrator's password.
 * It reads; it never writes the store but for the audit line of having been asked.
 */
export function serveTechnician(parts: TechnicianParts): void {
  const file = path.join(parts.dataFolder, SOCKET_NAME)
  rmSync(file, { force: true })
  const server = createServer((socket) => {
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: string) => {
      heard += chunk
      if (heard.length > MOST_BYTES) socket.destroy()
      else if (heard.includes('\n')) void answer(parts, socket, heard.slice(0, heard.indexOf('\n')))
    })
  })
  server.on('error', (cause) => parts.log.fault('technician-socket', cause))
  server.listen(file, () => chmodSync(file, 0o600))
  server.unref()
}

async function answer(parts: TechnicianParts, socket: Socket, text: string): Promise<void> {
  const reply = await replyTo(parts, text).catch((cause: unknown) => {
    parts.log.fault('technician', cause)
    return { ok: false, failure: 'fault' }
  })
  socket.end(`${JSON.stringify(reply)}\n`)
}

async function replyTo(parts: TechnicianParts, text: string): Promise<unknown> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { ok: false, failure: 'not-json' }
  }
  const question = Question.safeParse(raw)
  if (!question.success) return { ok: false, failure: 'wrong-shape' }
  const { account, password, command } = question.data
  const confirmed = await parts.session.confirm(account, password)
  if (!confirmed.ok) return { ok: false, failure: confirmed.failure }
  if (!confirmed.account.roles.includes('administrator')) return { ok: false, failure: 'not-permitted' }
  audit(parts.store, { account, action: 'technician.asked', subject: account, detail: { command } })
  if (command === 'log verify') return { ok: true, value: await technicianVerify(parts.store, parts.identity) }
  if (command === 'devices') return { ok: true, value: await describeDevices(parts.devices) }
  try {
    const centre = await parts.line.exchange('status', (client) => client.status())
    return { ok: true, value: { line: parts.line.state(), centre } }
  } catch (fault) {
    if (fault instanceof LineFault) return { ok: true, value: { line: parts.line.state(), centre: null } }
    throw fault
  }
}

/** Rows for programs and the text a technician reads; neither holds anything of a person. */
async function describeDevices(board: DeviceBoard): Promise<{ devices: DeviceRow[]; text: string }> {
  const [devices, text] = await Promise.all([board.rows(), board.supportText()])
  return { devices, text }
}
