import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** `juying bench …`: the bench in a process of its own, so that nothing of this one is measured with it. Its words and exit code are handed on. */
export const benchCommand = (args: readonly string[]): Promise<number> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../bench/bench.ts'), ...args], { stdio: 'inherit' })
    child.once('error', fail).once('exit', (code) => done(code ?? 1))
  })
