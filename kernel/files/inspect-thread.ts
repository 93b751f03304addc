import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { checkFile } from './check/check.ts'
import { FileRefusal } from './refusal.ts'

const { bytes, name } = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() }).parse(workerData)
try {
  parentPort?.postMessage({ type: checkFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name) })
} catch (error) {
  if (!(error instanceof FileRefusal)) throw error
  parentPort?.postMessage({ refusal: error.message })
}
