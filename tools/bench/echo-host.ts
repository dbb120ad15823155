import { serveHost } from '../../main/hardware/host/index.ts'

// The least a device host can do: what is measured on it is the host itself.

serveHost({ echo: async (request) => request })
