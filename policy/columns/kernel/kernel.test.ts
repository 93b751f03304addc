import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildKernel } from '../../../scripts/build-kernel.ts'

test('the kernel in the tree is what its source compiles to', async () => {
  const built = await buildKernel()
  expect(Buffer.from(built).equals(readFileSync(new URL('./kernel.wasm', import.meta.url)))).toBe(true)
})
