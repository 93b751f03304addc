import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { readConfig } from '../kernel/config.ts'

/**
 * `npm run dev`: the house, restarted when a file that it reads changes, and vite, which serves the pages from their sources and hands
 * /api on. Both in this terminal; one Ctrl-C stops both, the house last, because its database has to close.
 */
const root = join(import.meta.dirname, '..')
const { port } = readConfig()
const pages = port + 1

const inRoot = { cwd: root, env: { ...process.env, PORT: String(port) }, detached: process.platform !== 'win32' }
// A group of its own: Ctrl-C reaches this process alone, which then stops the others in order.
const house = spawn(process.execPath, ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning', join(root, 'scripts/start.ts'), '--without-pages'], { ...inRoot, stdio: ['ignore', 'inherit', 'inherit'] })
const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), '--config', join(root, 'vite.config.ts'), '--port', String(pages), '--strictPort'], { ...inRoot, stdio: ['ignore', 'inherit', 'inherit'] })

process.stdout.write(`开发：网页 http://localhost:${pages}（改动即见），服务 http://localhost:${port}（改动后重启）。按 Ctrl-C 全部停止\n`)

const ended = (child: ChildProcess): Promise<void> => new Promise((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())))

let stopping = false
const stop = async (code: number): Promise<void> => {
  if (stopping) return
  stopping = true
  vite.kill('SIGTERM')
  house.kill('SIGTERM')
  await Promise.all([ended(vite), ended(house)])
  process.exit(code)
}
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
// Without one of them the other is of no use.
house.on('exit', (code) => void stop(code ?? 1))
vite.on('exit', (code) => void stop(code ?? 1))
