// A core for the tests of its guardian: a real process on Node 24 that answers, notifies, orders, dies and refuses on demand.

interface Heard {
  readonly kind: string
  readonly id: number
  readonly window: string
  readonly name: string
  readonly request: unknown
  readonly storeKey: Uint8Array
  readonly dataFolder: string
}

const tell = (message: unknown) => process.send?.(message)
process.on('message', (message) => {
  const heard = message as Heard
  if (heard.kind === 'start') {
    if (heard.dataFolder === 'unusable') tell({ kind: 'unusable', code: 'store-damaged' })
    else tell({ kind: 'ready' })
    return
  }
  if (heard.kind === 'handed-over') {
    const { id, answer } = message as { id: number; answer: string }
    tell({ kind: 'answer', id, outcome: { ok: true, value: answer } })
    return
  }
  if (heard.name === 'hand-over') {
    tell({
      kind: 'hand-over',
      id: heard.id,
      printer: 'P',
      pdf: new Uint8Array([1, 2, 3]),
      copies: 1,
      sides: 'one-sided',
      media: '',
    })
    return
  }
  if (heard.name === 'die') process.exit(9)
  if (heard.name === 'never') return
  if (heard.name === 'notice') tell({ kind: 'notice', windows: ['desk'], topic: 'line', body: heard.request })
  if (heard.name === 'lock') tell({ kind: 'order', order: 'lock-desk' })
  const { NODE_OPTIONS, ELECTRON_RUN_AS_NODE, NODE_COMPILE_CACHE } = process.env
  const value =
    heard.name === 'environment'
      ? { NODE_OPTIONS, ELECTRON_RUN_AS_NODE, NODE_COMPILE_CACHE, argv: process.argv.slice(2) }
      : { window: heard.window, request: heard.request, pid: process.pid }
  tell({ kind: 'answer', id: heard.id, outcome: { ok: true, value } })
})
process.on('disconnect', () => process.exit(0))
