import { join } from 'node:path'
import { ConfigError, readConfig } from '../kernel/config.ts'
import { codeForEmptyHouse } from '../kernel/office/set-up.ts'
import { openHouseDatabase, runHouse, today } from '../server/house.ts'
import { demoTable } from './demo-accounts.ts'
import { ensureExampleCity } from './example-city.ts'
import { takeLock } from './lock.ts'

/** `npm start`: from a fresh clone to an address, with a line for each step. */
const root = join(import.meta.dirname, '..')
const say = (line: string) => process.stdout.write(`${line}\n`)

const step = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  const result = await work()
  say(`✓ ${label}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`)
  return result
}

/** Longer work says every five seconds where it is. */
const sayNowAndThen = (): ((words: string) => void) => {
  let last = performance.now()
  return (words) => {
    if (performance.now() - last < 5000) return
    last = performance.now()
    say(`  … ${words}`)
  }
}

const start = async (): Promise<void> => {
  const config = readConfig()
  const lock = takeLock(config.home, config.port)
  if ('running' in lock) {
    say(`聚英已经在运行：http://localhost:${lock.running.port}（进程 ${lock.running.pid}）。要再开一个，请另设 PORT 和 JUYING_HOME。`)
    process.exitCode = 1
    return
  }
  let stopping = false
  /** Closes what has been opened so far: Ctrl-C may come at any step. */
  let close = async (): Promise<void> => {}
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('\n正在停止……')
    await close().catch(() => {})
    lock.release()
    say('已停止，数据完好。')
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  try {
    // `npm run dev` serves the pages from their sources.
    if (!process.argv.includes('--without-pages')) {
      const { buildWeb } = await import('./build-web.ts')
      await step('网页', () => buildWeb(root))
    }
    const opening = step('数据库', () => openHouseDatabase(config, root))
    close = async () => (await opening).close()
    const opened = await opening
    if (config.demo) await step('示例城市青屿市', () => ensureExampleCity(opened.database, today(), sayNowAndThen()))
    const running = runHouse(config, opened, root)
    close = async () => {
      const house = await running.catch(() => undefined)
      await (house ? house.stop() : opened.close())
    }
    await running
    if (config.demo) say(await demoTable(opened.database, today()))
    const code = config.demo ? undefined : await codeForEmptyHouse(opened.database, today())
    if (code) say(`\n系统里还没有账号。请打开 http://localhost:${config.port}/set-up，用一次性设置码建立三员（两名安全保密员、系统管理员、审计员）：\n  ${code}`)
    say(`\n聚英已就绪：http://localhost:${config.port}    按 Ctrl-C 停止`)
  } catch (error) {
    // The step that Ctrl-C interrupted has nothing to report.
    if (stopping) return
    await close().catch(() => {})
    lock.release()
    throw error
  }
}

start().catch((error: unknown) => {
  if (error instanceof ConfigError) say(`配置有误。${error.message}`)
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') say(`端口已被别的程序占用。请换一个，例如：PORT=8090 npm start`)
  else say(`没有启动成功：${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
