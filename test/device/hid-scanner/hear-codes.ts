import { hidPosScanners } from '../../../main/hardware/code-scanner/drivers/hid-pos/hid-pos-scanners.ts'

// A desk's way to its code scanners, as a program: prints what it hears, one JSON object a line, until so many codes or a time.
// hear-codes.ts CODES [WAIT_MS_AT_THE_END] [SECONDS_IN_ALL] [HANG_MS]; the last two for a machine that is emulated.

const wanted = Number(process.argv[2] ?? 1)
const print = (said: unknown) => process.stdout.write(`${JSON.stringify(said)}\n`)
const scanners = hidPosScanners({
  hangMs: Number(process.argv[5] ?? 8_000),
  log: { note: (step, detail) => print({ note: step, ...detail }) },
  onHost: (state) => print({ host: state.state, pid: state.pid, fault: state.lastFault?.fault ?? null }),
})
scanners.onChange(() => print({ devices: scanners.devices() }))
const end = new AbortController()
setTimeout(() => end.abort(), Number(process.argv[4] ?? 20) * 1_000).unref()
let heard = 0
for await (const code of scanners.codes(end.signal)) {
  print({ code: code.text, symbology: code.symbology, device: code.device, bytes: code.bytes.length })
  heard += 1
  if (heard >= wanted) end.abort()
}
await new Promise((resolve) => setTimeout(resolve, Number(process.argv[3] ?? 0)))
await scanners.close()
