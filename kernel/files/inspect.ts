import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { FileRefusal } from './refusal.ts'
import { fileLimit, fileTypeNames, sizeText, type FileType } from './types.ts'

const Answer = z.union([z.object({ type: z.enum(fileTypeNames) }), z.object({ refusal: z.string() })])

/** At most so many files are looked into at once; the others wait their turn. */
const mostAtOnce = 2
let running = 0
const waiting: (() => void)[] = []

/**
 * The type of a stranger's file, found out in a thread of its own: whatever the file does to the reader, it ends with the thread, after
 * `milliseconds` at the latest and with 256 MB at most. Refuses with a {@link FileRefusal}.
 */
export const inspectFile = async (bytes: Uint8Array, name: string, { milliseconds = 10_000 } = {}): Promise<FileType> => {
  if (bytes.length > fileLimit) throw new FileRefusal(`文件有 ${sizeText(bytes.length)}，不能超过 ${sizeText(fileLimit)}`)
  // Whoever ends hands his place to the first who waits.
  if (running < mostAtOnce) running += 1
  else await new Promise<void>((go) => waiting.push(go))
  try {
    return await inThread(bytes, name, milliseconds)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const inThread = async (bytes: Uint8Array, name: string, milliseconds: number): Promise<FileType> => {
  const worker = new Worker(new URL('./inspect-thread.ts', import.meta.url), { workerData: { bytes, name }, name: 'inspect', resourceLimits: { maxOldGenerationSizeMb: 256 }, stdin: false })
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const stop = setTimeout(() => reject(new FileRefusal('检查文件用时过长，已停止：请打印为 PDF 后上传')), milliseconds)
  worker.once('message', resolve)
  // A thread that runs out of its memory, or falls over a file that we did not foresee, says no to that file and to nothing else.
  worker.once('error', () => reject(new FileRefusal('文件无法检查，不能接收：请打印为 PDF 后上传')))
  try {
    const answer = Answer.parse(await promise)
    if ('refusal' in answer) throw new FileRefusal(answer.refusal)
    return answer.type
  } finally {
    clearTimeout(stop)
    await worker.terminate()
  }
}
