import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { alive, commandOf } from './process.ts'

test('a process runs until it ends', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  expect(alive(child.pid ?? 0)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(alive(child.pid ?? 0)).toBe(false)
})

test.runIf(process.platform === 'linux')('one that has ended and that nobody buries does not run', async () => {
  // The shell becomes a sleeper, which never asks after the child that the shell had.
  const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 20'])
  const [told] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = Number(told.toString())
  await expect.poll(() => alive(child)).toBe(false)
  // Signal 0 still reaches it.
  expect(process.kill(child, 0)).toBe(true)
  expect(commandOf(child)).toEqual([])
  parent.kill('SIGKILL')
})

test.runIf(process.platform === 'linux')('a process tells its program and its arguments', () => {
  expect(commandOf(process.pid)[0]).toBeTruthy()
})
