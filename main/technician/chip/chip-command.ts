import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readChipCard } from './read-chip-card.ts'
import { WrongArguments } from './wrong-arguments.ts'

const USAGE = `usage: sobo chip read [--reader R] KEY [--trust DIR] [--out DIR]
       sobo chip emulate --profile FILE --port P [--trust-out DIR]

  KEY              --mrz L1L2L3 | --document-number N --birth YYMMDD --expiry YYMMDD | --can N
  --whole-number   the number N as it stands; without it the last nine of twelve digits are taken, as Vietnamese cards have them
  --reader R       name of the reader; without it the first that holds a card
  --trust DIR      certificates of issuers (*.cer, *.crt, *.der, *.pem) and lists of revoked signers (*.crl)
  --out DIR        the files of the chip are written there, each as it stands, and the portrait
  --short-reads    reads in short commands, for a reader that falls silent in long ones
  --spend-last-try opens with an access number even where the card says that it is the last try
  --profile FILE   the card to emulate, JSON; --port 35963 is vpcd's first reader
`

const options = {
  reader: { type: 'string' },
  mrz: { type: 'string' },
  'document-number': { type: 'string' },
  birth: { type: 'string' },
  expiry: { type: 'string' },
  can: { type: 'string' },
  trust: { type: 'string' },
  out: { type: 'string' },
  'whole-number': { type: 'boolean', default: false },
  'spend-last-try': { type: 'boolean', default: false },
  'short-reads': { type: 'boolean', default: false },
  profile: { type: 'string' },
  port: { type: 'string' },
  'trust-out': { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

function emulate(values: Values): Promise<number> {
  const { profile, port } = values
  if (profile === undefined || port === undefined) throw new WrongArguments('--profile and --port are needed')
  const program = path.join(import.meta.dirname, '..', '..', 'hardware', 'chip-reader', 'simulator', 'emulate-chip.ts')
  const trustOut = values['trust-out']
  const args = [program, '--profile', profile, '--port', port]
  if (trustOut !== undefined) args.push('--trust-out', trustOut)
  const card = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => card.kill('SIGTERM'))
  return new Promise((resolve) => card.on('exit', (code) => resolve(code ?? 1)))
}

/** `sobo chip …`: reads or plays a card without a desk. Gives the exit code: 0 only when the card was read; 2 for arguments that are wrong. */
export async function chipCommand(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length === 1 && positionals[0] === 'read') return await readChipCard(values)
    if (positionals.length === 1 && positionals[0] === 'emulate') return await emulate(values)
    const more = positionals.slice(1)
    if (more.length > 0)
      throw new WrongArguments(`"${more.join(' ')}" belongs to no option; a zone is quoted: --mrz "…"`)
    throw new WrongArguments('read or emulate')
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    const isArguments = fault instanceof WrongArguments
    if (isArguments || (fault as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`${message}\n${isArguments && message.startsWith('--') ? '' : USAGE}`)
      return 2
    }
    // What nobody foresaw is told in one line; a stack helps no technician, and would hide what went before.
    process.stderr.write(`not done: ${message}\n`)
    return 1
  }
}
