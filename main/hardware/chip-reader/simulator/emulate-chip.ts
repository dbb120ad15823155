import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { chipFaults } from './chip-faults.ts'
import { ChipFaultOrder, ChipProfile } from './chip-profile.ts'
import { type EmulatedChip, emulatedChip } from './emulated-chip.ts'
import { personalise } from './personalise.ts'
import { testIssuer } from './test-issuer.ts'
import { vpcdLink } from './vpcd-link.ts'

// A chip card as a process: it lies on a reader of vpcd, refuses what a real card refuses, and misbehaves on request. Orders come
// as lines of JSON on stdin: {"fault":{…}}, {"profile":{…}} (another card), {"insert":true}, {"remove":true}, {"count":true}.

const USAGE = `usage: emulate-chip [--profile FILE] --port P [--trust-out DIR] [--orders-port P] [--with-stdin]

  --profile FILE    JSON of the card; without it the reader stays empty until one is ordered: {"holder":{"personalNumber":…,"fullName":…,"dateOfBirth":…,"sex":…}, …}
  --port P          TCP port of vpcd's reader (35963 is its first)
  --trust-out DIR   where the made-up issuer's root (csca.cer) and list of revoked signers (csca.crl) are written
  --orders-port P   takes the same orders over HTTP on 127.0.0.1, POST /order
  --orders-socket S takes them on that socket
  --with-stdin      ends when stdin closes
`

function refuse(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        profile: { type: 'string' },
        port: { type: 'string', default: '35963' },
        'trust-out': { type: 'string' },
        'with-stdin': { type: 'boolean', default: false },
        'orders-port': { type: 'string' },
        'orders-socket': { type: 'string' },
      },
    }).values
  } catch (fault) {
    return refuse(`${wordsOf(fault)}\n${USAGE}`)
  }
}

const wordsOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault))

function portOf(name: string, text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= 65_535 ? number : refuse(`--${name} ${text}: a port is a number from 1 to 65535`)
}

const values = readArguments()
const port = portOf('port', values.port)
const ordersPort = values['orders-port'] === undefined ? undefined : portOf('orders-port', values['orders-port'])

const Order = z.partial(
  z.object({
    fault: ChipFaultOrder,
    profile: ChipProfile,
    insert: z.boolean(),
    remove: z.boolean(),
    count: z.boolean(),
  }),
)

const MOST_ORDER = 4_000_000
/** T=1 and historical bytes with the card's capabilities: without and with extended length (ISO/IEC 7816-4, 12.1.1.9). */
const ATR = {
  short: Buffer.from('3b8580018073000000f7', 'hex'),
  extended: Buffer.from('3b8580018073000040b7', 'hex'),
} as const

function readProfile(file: string): ChipProfile {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    return refuse(`--profile ${file}: ${wordsOf(fault)}`)
  }
  const parsed = ChipProfile.safeParse(content)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  return refuse(`--profile ${file}: ${first?.path.join('.') || 'the whole'}: ${first?.message ?? 'not a profile'}`)
}

/** A profile that names no person, or keys no card has. */
async function made(file: string, from: ChipProfile): Promise<EmulatedChip> {
  try {
    return emulatedChip(await personalise(from, issuer))
  } catch (fault) {
    return refuse(`--profile ${file}: ${wordsOf(fault)}`)
  }
}

const profile = values.profile === undefined ? undefined : readProfile(values.profile)
const issuer = await testIssuer()
const folder = values['trust-out']
if (folder !== undefined) {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'csca.cer'), issuer.root)
    writeFileSync(path.join(folder, 'csca.crl'), issuer.revoked)
  } catch (fault) {
    refuse(`--trust-out ${folder}: ${wordsOf(fault)}`)
  }
}
const faults = chipFaults(profile?.fault ?? { kind: 'none' })
let extended = profile?.extendedLength ?? false
let chip = profile && (await made(values.profile ?? '', profile))
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`)

const link = vpcdLink(port, {
  get atr() {
    return extended ? ATR.extended : ATR.short
  },
  power() {
    faults.reset()
    chip?.reset()
  },
  answer(command) {
    const reply = chip ? chip.process(command) : Buffer.from([0x6f, 0x00])
    if (reply.length === 0) return 'silence'
    const delivery = faults.deliver(reply)
    return delivery.kind === 'send' ? delivery : delivery.kind
  },
})
link.onChange((inserted) => say({ inserted }))
const NOTICED_MS = 3_000
if (chip) {
  link.insert()
  setTimeout(() => {
    if (!link.inserted && !values['with-stdin'])
      process.stderr.write(
        `no reader listens on port ${port} of this machine: pcscd runs with vpcd there (package vsmartcard-vpcd), and looks at its readers once a program asks; knocking on\n`,
      )
  }, NOTICED_MS).unref()
}

const INSERTED_WITHIN_MS = 2_000

async function obey(line: string): Promise<{ done: true; commands: number; inserted: boolean }> {
  const order = Order.parse(JSON.parse(line))
  if (order.fault) faults.order(order.fault)
  if (order.remove) link.remove()
  if (order.profile) {
    chip = emulatedChip(await personalise(order.profile, issuer))
    extended = order.profile.extendedLength
    faults.order(order.profile.fault)
  }
  if (order.insert && chip) {
    link.insert()
    const until = performance.now() + INSERTED_WITHIN_MS
    while (!link.inserted && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { done: true, commands: faults.commands, inserted: link.inserted }
}

const refused = (fault: unknown) => ({ done: false, why: fault instanceof Error ? fault.message : 'unreadable order' })

const orders = createInterface({ input: process.stdin })
let turn: Promise<unknown> = Promise.resolve()
orders.on('line', (line) => {
  turn = turn
    .then(() => obey(line))
    .then(say)
    .catch((fault: unknown) => say(refused(fault)))
})
orders.on('close', () => {
  if (values['with-stdin']) process.exit(0)
})
function ordersServer() {
  return createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
      if (body.length > MOST_ORDER) request.destroy()
    })
    request.on('end', () => {
      turn = turn
        .then(() => obey(body))
        .catch(refused)
        .then((answer) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)))
    })
  })
}
function takeOrdersAt(name: string, place: number | string): void {
  const server = ordersServer()
  server.on('error', (fault) => refuse(`--${name} ${place}: ${fault.message}`))
  if (typeof place === 'number') server.listen(place, '127.0.0.1')
  else server.listen(place)
}
const ordersSocket = values['orders-socket']
if (ordersPort !== undefined) takeOrdersAt('orders-port', ordersPort)
if (ordersSocket !== undefined) takeOrdersAt('orders-socket', ordersSocket)
process.on('SIGTERM', () => process.exit(0))
say({ ready: true, port })
