import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules', 'dist', '.juying', 'test/e2e/**'],
    globalSetup: ['test/cluster.ts'],
    // The tests wait for PostgreSQL more than they reckon: one worker a core, and none kept back.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
