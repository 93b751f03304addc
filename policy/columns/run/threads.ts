import { Worker } from 'node:worker_threads'
import type { Memory } from '../store/memory.ts'
import type { Run, Work } from './engine.ts'

/** Words of the control block that the threads share. */
export const control = { round: 0, nextBlock: 1, working: 2, failed: 3, closing: 4, work: 5 } as const
export const controlWords = 16

/** Helping threads that sleep on a word of the shared memory and take blocks, one after another, with the caller. */
export class Threads {
  private readonly workers: readonly Worker[]
  private readonly words: Int32Array

  constructor(memory: Memory, module: WebAssembly.Module, count: number) {
    const address = memory.allocate(controlWords * 4)
    this.words = new Int32Array(memory.memory.buffer, address, controlWords)
    this.workers = Array.from({ length: count }, (_, i) => {
      const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { memory: memory.memory, module, address, thread: i + 1 } })
      worker.unref()
      return worker
    })
  }

  /** Returns when every block is done. Throws when a helper has failed. */
  execute(work: Work, run: Run): void {
    const { words } = this
    const order = [work.program, work.end, work.tables, work.tableBytes, work.scratch, work.scratchBytes, work.counters, work.counterBytes, work.blocks]
    order.forEach((word, i) => Atomics.store(words, control.work + i, word | 0))
    Atomics.store(words, control.nextBlock, 0)
    Atomics.store(words, control.working, this.workers.length)
    Atomics.add(words, control.round, 1)
    Atomics.notify(words, control.round)
    takeBlocks(words, work, 0, run)
    for (let working = Atomics.load(words, control.working); working > 0; working = Atomics.load(words, control.working)) Atomics.wait(words, control.working, working, 1000)
    if (Atomics.load(words, control.failed) !== 0) throw new Error('a thread of the column engine has failed')
  }

  async close(): Promise<void> {
    Atomics.store(this.words, control.closing, 1)
    Atomics.add(this.words, control.round, 1)
    Atomics.notify(this.words, control.round)
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }
}

/** Takes the next block until none is left; scratch and counters are the thread's own. */
export function takeBlocks(words: Int32Array, work: Work, thread: number, run: Run): void {
  for (let block = Atomics.add(words, control.nextBlock, 1); block < work.blocks; block = Atomics.add(words, control.nextBlock, 1)) {
    run(work.program, work.end, work.tables + block * work.tableBytes, work.scratch + thread * work.scratchBytes, work.counters + thread * work.counterBytes)
  }
}
