import { defineConfig } from 'vitest/config'
import { TestOrder } from './tools/test-order.ts'

/**
 * What a test may wait for a condition, also beside six other programs on two cores: a wait ends when the condition holds, so a
 * long limit costs a good run nothing.
 */
const patient = { environment: 'node', expect: { poll: { timeout: 30_000 } } } as const

/** Pure functions and single stores: files of one process share their modules, each sets up and takes down what it needs. */
const quick = { ...patient, isolate: false, unstubEnvs: true, testTimeout: 60_000, hookTimeout: 60_000 } as const

/** Processes, databases, simulators and windows: a process of its own for each file, everything on ports and folders of its own. */
const whole = { ...patient, testTimeout: 120_000, hookTimeout: 120_000 } as const

/** All projects draw from one queue: a core that waits for a window or a device works on another test. */
export default defineConfig({
  test: {
    // Not more: each journey is a dozen processes already, and a third at once took one window over its limit.
    maxWorkers: 2,
    sequence: { sequencer: TestOrder },
    projects: [
      {
        test: {
          ...quick,
          name: 'unit',
          include: ['test/{domain,main,preload,renderer,tools}/**/*.test.ts', 'test/centre/protocol/**/*.test.ts'],
        },
      },
      { test: { ...quick, name: 'house', include: ['test/house/**/*.test.ts'] } },
      {
        test: {
          ...whole,
          name: 'integration',
          include: ['test/{device,native,station,fuzz}/**/*.test.ts', 'test/centre/**/*.test.ts'],
          exclude: ['test/centre/protocol/**'],
        },
      },
      {
        test: {
          ...whole,
          name: 'journey',
          include: ['test/{journey,fault,renderer}/**/*.journey.ts', 'test/fault/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
