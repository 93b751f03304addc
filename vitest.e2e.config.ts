import { defineConfig } from 'vitest/config'

/** The journeys: one house, one browser, one after another. */
export default defineConfig({
  test: { include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false },
})
