import * as z from 'zod/mini'
import { deviceHost } from '../../main/hardware/host/index.ts'

// Stands for a core that is killed while its host hangs: says the host's process id, and waits for its end.

const host = deviceHost({
  name: 'naughty',
  device: 'chip-reader',
  module: new URL('./naughty-host.ts', import.meta.url),
  limits: { hangMs: 600_000 },
  log: { note: () => undefined },
})
const pid = await host.ask('pid', null, { reply: z.number(), ms: 15_000 })
void host.ask('hang', null, { reply: z.unknown(), ms: null })
process.stdout.write(String(pid))
setInterval(() => undefined, 1_000)
