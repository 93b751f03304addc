import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Database } from '../../kernel/db/database.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { feedLimits, receiveDelivery } from './receive.ts'

const actor = { ...systemActor, name: '投放文件夹' }
/** A file that is still being copied grows; one that has rested this long is whole. */
const RESTS = 10_000

/**
 * Takes what lies in the sources' folders (`<feeds>/<code>/*.csv|xlsx`), each file once: received first and moved to 已收 after, so that a kill between
 * the two finds it received already. A day in the name (2026-06-30 or 20260630) is the day of which it speaks.
 */
export const collectFolder = async (database: Database, today: PlainDate, folder: string, now = Date.now()): Promise<number> => {
  const sources = await database.asSystem(today, (db) => db.selectFrom('registry.feedSource').select(['id', 'code']).orderBy('code').execute())
  let taken = 0
  for (const { id, code } of sources) {
    const own = join(folder, code)
    await mkdir(join(own, '已收'), { recursive: true })
    await mkdir(join(own, '拒收'), { recursive: true })
    for (const entry of await readdir(own, { withFileTypes: true })) {
      if (!entry.isFile() || !['.csv', '.xlsx'].includes(extname(entry.name).toLowerCase())) continue
      const path = join(own, entry.name)
      const { mtimeMs, size } = await stat(path)
      if (now - mtimeMs < RESTS) continue
      if (size === 0 || size > feedLimits.fileBytes) {
        await rename(path, join(own, '拒收', entry.name))
        continue
      }
      const { number } = await receiveDelivery(database, { actor, today, requestId: randomUUID() }, { sourceId: id, channel: 'folder', fileName: entry.name, bytes: await readFile(path), asOf: dayIn(entry.name, today) })
      await rename(path, join(own, '已收', `${number} ${entry.name}`))
      taken++
    }
  }
  return taken
}

const dayIn = (name: string, today: PlainDate): PlainDate => {
  const [, year, month, day] = /(20\d{2})-?(\d{2})-?(\d{2})/.exec(name) ?? []
  const said = asPlainDate(`${year}-${month}-${day}`)
  return said !== undefined && said <= today ? said : today
}
