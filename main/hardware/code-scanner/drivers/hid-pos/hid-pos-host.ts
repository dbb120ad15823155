import { serveHost } from '../../../host/index.ts'
import { watchScanners } from './watch-scanners.ts'

// The process that owns the native way to HID devices. One method: it watches until it is cancelled.

serveHost({
  watch: async (_request, call) => {
    await watchScanners(call.signal, (said) => call.progress(said))
    return {}
  },
})
