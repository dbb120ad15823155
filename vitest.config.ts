import { defineConfig } from 'vitest/config'

const quick = { environment: 'node', testTimeout: 20_000, hookTimeout: 60_000 } as const

/** Units run side by side; whatever starts processes, databases or windows runs one file at a time on two cores. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...quick,
          name: 'unit',
          include: ['test/{domain,main,preload,renderer}/**/*.test.ts', 'test/centre/protocol/**/*.test.ts'],
        },
      },
      { test: { ...quick, name: 'house', include: ['test/house/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['test/{device,station}/**/*.test.ts', 'test/centre/**/*.test.ts'],
          exclude: ['test/centre/protocol/**'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['test/{journey,fault}/**/*.journey.ts', 'test/{journey,fault}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
