import { defineConfig } from 'vitest/config'

const quick = { environment: 'node', testTimeout: 20_000, hookTimeout: 60_000 } as const

/** What starts processes, databases or windows runs one file at a time on two cores, and after the units. */
function alone(order: number) {
  return { environment: 'node', fileParallelism: false, sequence: { groupOrder: order } } as const
}

/** Units run side by side; then what needs a database; windows last, when nothing else takes their time. */
export default defineConfig({
  test: {
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
          ...alone(1),
          name: 'integration',
          include: ['test/{device,native,station,fuzz}/**/*.test.ts', 'test/centre/**/*.test.ts'],
          exclude: ['test/centre/protocol/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...alone(2),
          name: 'journey',
          include: ['test/{journey,fault,renderer}/**/*.journey.ts', 'test/fault/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
