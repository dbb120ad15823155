import { parentPort } from 'node:worker_threads'
import { growRidgePattern } from './ridge-pattern.ts'

// Grows patterns beside the service's event loop, so that it keeps answering.
parentPort?.on('message', ({ id, seed }: { id: number; seed: number }) => {
  const { field } = growRidgePattern(seed)
  parentPort?.postMessage({ id, field }, [field.buffer as ArrayBuffer])
})
