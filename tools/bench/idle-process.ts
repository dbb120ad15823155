import { startStallMeter } from './stall-meter.ts'

// A process that does nothing but wait: its stalls are the machine's own. Ends when its stdin closes, with what it measured.

const meter = startStallMeter()
process.stdout.write('{"ready":true}\n')
process.stdin.resume().once('end', () => process.stdout.write(`${JSON.stringify({ idle: meter.stop() })}\n`))
