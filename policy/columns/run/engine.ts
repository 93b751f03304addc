import { readFileSync } from 'node:fs'
import type { Memory } from '../store/memory.ts'
import type { Program } from './program.ts'
import { Threads } from './threads.ts'

export type Run = (program: number, end: number, table: number, scratch: number, counters: number) => void

let compiled: WebAssembly.Module | undefined
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('../kernel/kernel.wasm', import.meta.url)))
  return compiled
}

/** One instance a thread, all over one memory; an instance keeps no state of its own. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Run {
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports
  if (typeof run !== 'function') throw new TypeError('the kernel exports no run')
  return (program, end, table, scratch, counters) => {
    run(program, end, table, scratch, counters)
  }
}

/** Where a program lies in memory, ready for every block. */
export interface Work {
  readonly program: number
  readonly end: number
  readonly tables: number
  readonly tableBytes: number
  readonly scratch: number
  readonly scratchBytes: number
  readonly counters: number
  readonly counterBytes: number
  readonly blocks: number
}

/** Runs programs over all blocks, on one thread or several. */
export class Engine {
  private readonly memory: Memory
  private readonly run: Run
  private readonly threads: Threads | undefined
  private readonly count: number

  constructor(memory: Memory, threads: number, module = kernelModule()) {
    this.memory = memory
    this.count = Math.max(1, threads)
    this.run = instantiate(module, memory.memory)
    this.threads = threads > 1 ? new Threads(memory, module, threads - 1) : undefined
  }

  /** Runs a program over `blocks` blocks. Answers its counters, summed over the threads: whole numbers, by offset in eights. */
  execute(program: Program, blocks: number): BigInt64Array {
    const { memory } = this
    const freed: [number, number][] = []
    const hold = (bytes: number, content: 'zeros' | 'anything' = 'anything'): number => {
      const address = memory.allocate(bytes, content)
      freed.push([address, bytes])
      return address
    }
    const tableBytes = Math.max(1, program.pieces.length) * 4
    const counterBytes = Math.ceil(program.counterBytes / 64) * 64
    const start = hold(program.words.byteLength + 4)
    const work: Work = {
      program: start, end: start + program.words.byteLength, blocks,
      tables: hold(tableBytes * blocks), tableBytes,
      scratch: hold(program.scratchBytes * this.count), scratchBytes: program.scratchBytes,
      counters: hold(counterBytes * this.count, 'zeros'), counterBytes,
    }
    memory.u32.set(program.words, work.program >>> 2)
    program.pieces.forEach((piece, i) => {
      for (let block = 0; block < blocks; block += 1) memory.u32[((work.tables + block * tableBytes) >>> 2) + i] = piece.address(block)
    })
    if (this.threads) this.threads.execute(work, this.run)
    else for (let block = 0; block < blocks; block += 1) this.run(work.program, work.end, work.tables + block * tableBytes, work.scratch, work.counters)
    const sums = new BigInt64Array(counterBytes / 8)
    for (let thread = 0; thread < this.count; thread += 1) {
      const from = (work.counters + thread * counterBytes) / 8
      for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0n) + (memory.i64[from + i] ?? 0n)
    }
    for (const [address, bytes] of freed) memory.free(address, bytes)
    return sums
  }

  async close(): Promise<void> {
    await this.threads?.close()
  }
}
