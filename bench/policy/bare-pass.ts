import asc from 'assemblyscript/asc'

const source = `
export function pass(from: usize, to: usize): i64 {
  let a = i64x2.splat(0), b = i64x2.splat(0)
  for (let at = from; at < to; at += 32) {
    a = i64x2.add(a, v128.load(at))
    b = i64x2.add(b, v128.load(at, 16))
  }
  a = i64x2.add(a, b)
  return i64x2.extract_lane(a, 0) + i64x2.extract_lane(a, 1)
}
`

/**
 * Reading so much memory once and doing next to nothing with it: the unit of the bench. 128 bits at a time, two sums; nothing in
 * WebAssembly reads faster.
 */
export async function barePass(bytes: number, runs: number): Promise<number> {
  const files = new Map<string, Uint8Array>()
  const { error, stderr } = await asc.main(['pass.ts', '--outFile', 'pass.wasm', '--enable', 'simd', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory'], {
    readFile: (name) => (name === 'pass.ts' ? source : null),
    writeFile: (name, contents) => void files.set(name, typeof contents === 'string' ? Buffer.from(contents) : contents),
    listFiles: () => [],
  })
  const wasm = files.get('pass.wasm')
  if (error ?? !wasm) throw new Error(`the bare pass does not compile: ${stderr.toString()}`)
  const start = 65536
  const end = start + Math.ceil(bytes / 32) * 32
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65536) })
  // pages never written are all the same page of the machine: reading those would be reading the cache
  new BigUint64Array(memory.buffer).forEach((_, i, all) => (all[i] = BigInt(i)))
  const { pass } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm)), { env: { memory } }).exports
  if (typeof pass !== 'function') throw new TypeError('the bare pass exports nothing')
  let best = Infinity
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    pass(start, end)
    best = Math.min(best, performance.now() - began)
  }
  return best
}
