import { parseArgs } from 'node:util'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { readConfig } from '../kernel/config.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { join } from 'node:path'
import { takeLock } from '../scripts/lock.ts'
import { openHouseDatabase } from '../server/house.ts'
import { loadCity } from './load.ts'

// npm run city -- --people 1000000 [--employers 8000] [--seed 7]: fills an empty database with the example city.
const { values } = parseArgs({ options: { people: { type: 'string', default: '20000' }, employers: { type: 'string', default: '800' }, seed: { type: 'string', default: '7' } } })
const wanted = { people: Number(values.people), employers: Number(values.employers), seed: Number(values.seed) }
for (const [name, value] of Object.entries(wanted)) {
  if (!Number.isInteger(value) || value < 1 || value > 20_000_000) {
    console.error(`--${name} 应为 1 到 20000000 的整数`)
    process.exit(2)
  }
}
const config = readConfig()
const lock = takeLock(config.home, config.port)
if ('running' in lock) {
  console.error(`聚英正在运行（进程 ${lock.running.pid}）。请先停止它，或另设 JUYING_HOME。`)
  process.exit(1)
}
try {
  const opened = await openHouseDatabase(config, join(import.meta.dirname, '..'))
  try {
    const figures = await loadCity({
      ...wanted, address: opened.database.address, sealer: houseSealer(), today: shanghaiDay(Date.now()),
      progress: (done, total) => void (process.stderr.isTTY && process.stderr.write(`\r已写入 ${done} / ${total} 人`)),
    })
    console.log(JSON.stringify({ city: '青屿市', ...figures }))
  } finally {
    await opened.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  lock.release()
}
