import PDFDocument from 'pdfkit'
import type * as z from 'zod/mini'
import { contract, isCallName } from '../../../preload/contract/index.ts'
import { openApplication, ridges } from './synthetic-application.ts'
import { blanks, board, devices, lineDetail, lineOut, lineUp, search, signedInAs, signedOut } from './synthetic-desk.ts'
import { printMatches } from './synthetic-print-match.ts'
import { setUpAnswer } from './synthetic-set-up.ts'

/** How the desk stands when a page is opened. */
export interface Scene {
  readonly who: 'nobody' | 'clerk' | 'leader' | 'technician'
  readonly line: 'up' | 'out'
  readonly work: 'usual' | 'empty' | 'many'
}

async function paper(): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4' })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  document.font('resources/fonts/LiberationSerif-Bold.ttf').fontSize(14)
  document.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { align: 'center' })
  document.text('GIẤY KHAI SINH (bản sao tập huấn)', { align: 'center' })
  document.font('resources/fonts/LiberationSerif-Regular.ttf').fontSize(12).moveDown()
  document.text('Họ, chữ đệm, tên: NGUYỄN VĂN AN. Nơi sinh: Phường Hàng Gai, Quận Hoàn Kiếm, Thành phố Hà Nội.')
  const ended = new Promise<void>((resolve) => document.on('end', resolve))
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

const usual = {
  received: 3,
  'awaiting-population-correction': 1,
  'awaiting-approval': 4,
  returned: 1,
  approved: 14,
  acknowledged: 6,
  'in-production': 23,
  'returned-by-centre': 1,
} as const

export interface DeskDouble {
  answer(name: string, request: Record<string, unknown>): Promise<unknown>
  /** Everything that was asked, in order. */
  readonly asked: { readonly name: string; readonly request: Record<string, unknown> }[]
  /** The next so many questions meet a core that restarts. */
  restartFor(questions: number): void
}

/** Answers as a core would, for looking at screens and testing them: each reply is parsed by the contract it belongs to. */
export function deskDouble(scene: Scene): DeskDouble {
  let signedIn = scene.who
  let returnTo: string | null = null
  const asked: { name: string; request: Record<string, unknown> }[] = []
  let restarting = 0
  const line = scene.line === 'up' ? lineUp : lineOut
  const counts = scene.work === 'empty' ? {} : scene.work === 'many' ? { ...usual, 'awaiting-approval': 180 } : usual
  const station = () => (signedIn === 'nobody' ? signedOut : signedInAs(signedIn))

  async function value(name: string, request: Record<string, unknown>): Promise<unknown> {
    if (name.startsWith('set-up.') || name === 'printing.find-queues')
      return setUpAnswer(name, request, scene.who === 'technician', scene.work === 'empty')
    switch (name) {
      case 'session.state':
        return station()
      case 'session.sign-in':
        if (request.password === 'wrong') return { failure: 'wrong-account-or-password' }
        if (request.password === 'locked') return { failure: 'account-locked', detail: { minutes: 5 } }
        signedIn = request.account === 'dung.tv' ? 'leader' : 'clerk'
        return { ...station(), returnTo }
      case 'clerk-finger.state':
        return { policy: 'optional', registered: null, running: null }
      case 'session.sign-out':
      case 'session.lock':
        signedIn = 'nobody'
        returnTo = typeof request.at === 'string' ? request.at : null
        return {}
      case 'line.state':
      case 'line.try-now':
      case 'line.drill':
        return line
      case 'line.detail':
        return lineDetail(line)
      case 'line.verify-log':
        return { intact: true, events: 443, firstFault: null }
      case 'printing.printer':
        return {
          id: 'ipp://192.168.1.20/ipp/print',
          name: 'Bộ mô phỏng IPP',
          handsOver: false,
          state: 'stopped',
          reasons: ['out-of-paper'],
          offset: { rightMm: 1.5, downMm: -2 },
          questions: [{ ticket: 'ticket', name: '000.00.00.A103-260105-0007-CC02', at: '2026-01-05T02:00:00.000Z' }],
        }
      case 'blank.list':
        return blanks
      case 'device.list':
      case 'device.try-again':
      case 'device.self-test':
      case 'device.tell-cameras':
        return devices
      case 'device.copy-for-support':
        return { text: 'Sổ Bộ 0.1.0' }
      case 'application.chip-readers':
        return { now: { service: 'away', readers: [], reading: null }, zoneAtHand: false, holderAtHand: false }
      case 'application.board':
        return board(counts)
      case 'application.open':
      case 'application.create':
      case 'application.use-record':
      case 'application.return':
        return openApplication(String(request.id ?? 'a-received-0'))
      case 'application.compare-prints':
        return printMatches(String(request.id))
      case 'application.count-print-matches': {
        const { compared, others, matches } = printMatches(String(request.id))
        return { compared, others, count: matches.length }
      }
      case 'application.approve':
        if (printMatches(String(request.id)).matches.length > 0 && !request.prints)
          return { failure: 'prints-match-another', detail: { count: 1 } }
        if (request.password !== 'tre-ngà-2089') return { failure: 'wrong-password' }
        return {
          ...openApplication(String(request.id)),
          state: 'approved',
          may: { edit: false, submit: false, approve: false, returnIt: false, withdraw: false, refuse: false },
        }
      case 'application.blob': {
        const number = Number.parseInt(String(request.blob), 16)
        if (number >= 0x200 || number === 200) return { mediaType: 'application/pdf', content: await paper() }
        return { mediaType: 'image/png', content: number === 100 ? ridges(300, 400, 3) : ridges(150, 200, number) }
      }
      case 'population.search':
        return scene.line === 'out'
          ? { ...search, scope: 'own-residents', asOf: lineDetail(line).ownResidents.asOf }
          : search
      case 'population.open':
        return {
          scope: scene.line === 'out' ? 'own-residents' : 'centre',
          record: openApplication('x').captures.population?.record,
        }
      default:
        return { failure: 'fault' }
    }
  }

  async function answer(name: string, request: Record<string, unknown>): Promise<unknown> {
    if (!isCallName(name)) return { ok: false, failure: 'wrong-shape' }
    asked.push({ name, request })
    if (restarting > 0) {
      restarting -= 1
      return { ok: false, failure: 'core-restarting' }
    }
    const call: { request: z.ZodMiniType; reply: z.ZodMiniType } = contract[name]
    const shaped = call.request.safeParse(request)
    if (!shaped.success) throw new Error(`${name} was asked with a wrong shape: ${JSON.stringify(shaped.error.issues)}`)
    const reply = await value(name, request)
    if (typeof reply === 'object' && reply !== null && 'failure' in reply) return { ok: false, ...reply }
    return { ok: true, value: call.reply.parse(reply) }
  }
  return {
    answer,
    asked,
    restartFor(questions) {
      restarting = questions
    },
  }
}
