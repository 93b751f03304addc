import { workerData } from 'node:worker_threads'
import { instantiate, type Work } from './engine.ts'
import { control, controlWords, takeBlocks } from './threads.ts'

/** A helping thread: sleeps until the round changes, takes blocks, says that it is done. */
const given: unknown = workerData
if (!isStart(given)) throw new TypeError('a kernel thread is started by Threads')
const { memory, module, address, thread } = given
const words = new Int32Array(memory.buffer, address, controlWords)
const run = instantiate(module, memory)
for (let round = 0; ; ) {
  Atomics.wait(words, control.round, round)
  const now = Atomics.load(words, control.round)
  if (now === round) continue
  round = now
  if (Atomics.load(words, control.closing) !== 0) break
  try {
    takeBlocks(words, readWork(), thread, run)
  } catch {
    Atomics.store(words, control.failed, 1)
  }
  Atomics.sub(words, control.working, 1)
  Atomics.notify(words, control.working)
}

function readWork(): Work {
  const word = (n: number): number => Atomics.load(words, control.work + n) >>> 0
  return { program: word(0), end: word(1), tables: word(2), tableBytes: word(3), scratch: word(4), scratchBytes: word(5), counters: word(6), counterBytes: word(7), blocks: word(8) }
}

interface Start {
  readonly memory: WebAssembly.Memory
  readonly module: WebAssembly.Module
  readonly address: number
  readonly thread: number
}
function isStart(value: unknown): value is Start {
  return typeof value === 'object' && value !== null && 'memory' in value && value.memory instanceof WebAssembly.Memory && 'module' in value && 'address' in value && 'thread' in value
}
