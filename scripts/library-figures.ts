import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCity } from '../city/load.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { openDatabase } from '../kernel/db/database.ts'
import { removeCluster, startCluster } from '../kernel/db/embedded.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { fileKeys } from '../kernel/seal/keys.ts'
import { sealerOf } from '../kernel/seal/seal.ts'
import { installLibrary } from '../measures/install.ts'
import { liveLibrary } from '../measures/library.ts'
import type { MatchCount } from '../measures/city/match-city.ts'
import { matchEverybody } from '../measures/match.ts'
import { structures } from '../policies/qingyu-structures.ts'
import type { Edition } from '../policy/index.ts'

// node scripts/library-figures.ts [--people 20000] [--employers 800] [--on 2026-11-22]
// Matches a new example city in a database of its own against the example library; prints the tables of policies/qingyu/README.md.
// Ends with 1 when a measure for persons fits nobody, or nine people in ten.

const { values } = parseArgs({ options: { people: { type: 'string', default: '20000' }, employers: { type: 'string', default: '800' }, on: { type: 'string', default: '2026-11-22' } } })
const root = join(import.meta.dirname, '..')
const on = plainDate(values.on)
const subjects = { person: '人', employer: '家', team: '个' }

const row = (edition: Edition, count: MatchCount): string => {
  const unit = edition.for === 'employer' || edition.for === 'team' ? subjects[edition.for] : subjects.person
  const share = (100 * count.unknown) / Math.max(1, count.eligible + count.unknown + count.ineligible)
  const wan = edition.limits.budget === undefined ? '—' : (count.amountFen / 1_000_000n).toLocaleString('en-US')
  return `| ${edition.stage} | ${edition.title} \`${edition.measure}\` | ${count.eligible} ${unit} | ${count.unknown}（${share.toFixed(1)}%） | ${wan} | ${edition.limits.budget ?? ''} |`
}

const home = mkdtempSync(join(tmpdir(), 'juying-figures-'))
const cluster = await startCluster({ folder: join(home, 'postgres') })
try {
  const address = await prepareDatabase(cluster.adminUrl, home, 'juying')
  await migrate(address, root)
  const database = openDatabase(address)
  try {
    await loadCity({ address, sealer: sealerOf(fileKeys(home)), today: on, people: Number(values.people), employers: Number(values.employers) })
    await database.asSystem(on, (db) => installLibrary(db, join(root, 'policies/qingyu')))
    const result = await matchEverybody(database, on, { report: () => Promise.resolve() })
    const library = await database.asSystem(on, liveLibrary)
    const stages = ['引进', '培养', '使用', '激励', '保障']
    const rows = result.counts.flatMap((count) => {
      const published = library.byId.get(count.editionId)
      return published ? [{ edition: published.edition, count }] : []
    })
    rows.sort((a, b) => stages.indexOf(a.edition.stage) - stages.indexOf(b.edition.stage) || a.edition.measure.localeCompare(b.edition.measure))
    process.stdout.write(`${on}，${values.people} 人、${values.employers} 家单位，${result.measures} 个施行中的事项，匹配用时 ${(result.milliseconds / 1000).toFixed(1)} 秒。\n\n`)
    process.stdout.write('| 阶段 | 事项 | 符合 | 尚不能判断 | 合计（万元） | 科目 |\n|---|---|--:|--:|--:|---|\n')
    for (const { edition, count } of rows) process.stdout.write(`${row(edition, count)}\n`)
    process.stdout.write('\n| 结构 | 见于 |\n|---|---|\n')
    for (const [name, has] of Object.entries(structures)) {
      const shown = [...new Set(library.editions.filter(({ edition }) => has(edition)).map(({ edition }) => `\`${edition.measure}\``))]
      process.stdout.write(`| ${name} | ${shown.length > 6 ? `${shown.slice(0, 6).join(' ')} 等 ${shown.length} 项` : shown.join(' ')} |\n`)
    }
    const odd = rows.filter(({ edition, count }) => edition.for === 'person' && (count.eligible === 0 || count.eligible > 0.9 * (count.eligible + count.unknown + count.ineligible)))
    for (const { edition } of odd) console.error(`${edition.title}：没有人符合，或者九成以上的人都符合，请看条件和推导。`)
    if (odd.length) process.exitCode = 1
  } finally {
    await database.close()
  }
} finally {
  await cluster.stop()
  removeCluster(join(home, 'postgres'))
  rmSync(home, { recursive: true, force: true })
}
