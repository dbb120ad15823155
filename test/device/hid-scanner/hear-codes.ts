import { hidPosScanners } from '../../../main/hardware/code-scanner/drivers/hid-pos/hid-pos-scanners.ts'

// A desk's way to its code scanners, as a program: prints what it hears, one JSON object a line, until so many codes or a time.

const wanted = Number(process.argv[2] ?? 1)
const print = (said: unknown) => process.stdout.write(`${JSON.stringify(said)}\n`)
const scanners = hidPosScanners({
  log: { note: (step, detail) => print({ note: step, ...detail }) },
  onHost: (state) => print({ host: state.state, pid: state.pid, fault: state.lastFault?.fault ?? null }),
})
scanners.onChange(() => print({ devices: scanners.devices() }))
const end = new AbortController()
setTimeout(() => end.abort(), 20_000).unref()
let heard = 0
for await (const code of scanners.codes(end.signal)) {
  print({ code: code.text, symbology: code.symbology, device: code.device, bytes: code.bytes.length })
  heard += 1
  if (heard >= wanted) end.abort()
}
await new Promise((resolve) => setTimeout(resolve, Number(process.argv[3] ?? 0)))
await scanners.close()
