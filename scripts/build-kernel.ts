import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')
const folder = 'policy/columns/kernel'

/**
 * Compiles the kernel; returns its bytes. Shared memory is imported, nothing of it is the kernel's own. `change` alters the source as it is
 * read: how the tests of the tests plant their faults.
 */
export async function buildKernel(change: (source: string) => string = (source) => source): Promise<Uint8Array> {
  const built = new Map<string, Uint8Array>()
  const { error, stderr } = await asc.main(
    [`${folder}/assembly/machine.ts`, '--outFile', 'kernel.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--initialMemory', '1'],
    {
      readFile: (name, base) => {
        try {
          const source = readFileSync(join(root, base === '.' ? '' : base, name), 'utf8')
          return name.startsWith(folder) ? change(source) : source
        } catch {
          return null
        }
      },
      writeFile: (name, contents) => {
        built.set(name, typeof contents === 'string' ? new TextEncoder().encode(contents) : contents)
      },
      listFiles: () => [],
    },
  )
  const bytes = built.get('kernel.wasm')
  if (error || !bytes) throw new Error(`${error?.message ?? ''}\n${stderr.toString()}`)
  return bytes
}

if (import.meta.main) {
  const { writeFileSync } = await import('node:fs')
  const bytes = await buildKernel()
  writeFileSync(join(root, folder, 'kernel.wasm'), bytes)
  process.stdout.write(`${folder}/kernel.wasm: ${bytes.length} bytes\n`)
}
