import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { asvs } from '../docs/security/clauses/asvs.ts'
import type { Clause, Standard } from '../docs/security/clauses/clause.ts'
import { gbt22239 } from '../docs/security/clauses/gbt-22239.ts'
import { gbt39786 } from '../docs/security/clauses/gbt-39786.ts'
import { pipl } from '../docs/security/clauses/pipl.ts'
import { tagsIn, type Tag } from './clause-tags.ts'
import { lanes } from './lanes.ts'

/**
 * `node scripts/security-mapping.ts [--check]`: docs/security/ from the catalogues of clauses and from the tags above the tests. A page that is stale, a tag that
 * names no clause, a clause without tag and word, a tag above what does not run, a file that is named and not there: each is a problem of `npm test`.
 */
const standards: readonly Standard[] = [gbt22239, gbt39786, pipl, asvs]

const states = ['有检验', '部分有检验', '有文字', '已做，无检验', '运行方', '认证产品', '没有', '不涉及'] as const
type State = (typeof states)[number]

const stateOf = (clause: Clause, tags: readonly Tag[]): State => {
  if (tags.length) return clause.open ?? clause.operator ?? clause.certified ?? clause.untested ? '部分有检验' : '有检验'
  if (clause.absent) return '不涉及'
  if (clause.open) return '没有'
  if (clause.untested) return '已做，无检验'
  if (clause.paper) return '有文字'
  return clause.operator ? '运行方' : '认证产品'
}

const words = ({ paper, untested, operator, certified, open, absent }: Clause): string[] => [
  ...(paper ? [`文字：[${paper}](../../${paper})`] : []),
  ...(untested ? [`**没有检验**：${untested}`] : []),
  ...(operator ? [`**运行方**：${operator}`] : []),
  ...(certified ? [`**认证产品**：${certified}`] : []),
  ...(open ? [`**没有**：${open}`] : []),
  ...(absent ? [`不涉及：${absent}`] : []),
]

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;')
const told = ({ file, test }: Tag): string => (test.startsWith('harness ') ? `检验 \`${test.slice(8)}\`` : `\`${file}\`：${test}`)

const pageOf = ({ title, note, clauses }: Standard, of: (clause: Clause) => readonly Tag[]): string =>
  [
    `# ${title}`, '', '由 `node scripts/security-mapping.ts` 从测试上方的标签生成，不要手改；改了测试或 [clauses](clauses) 之后重新生成。', '', note, '',
    '| 条款 | 要求（意思） | 状态 | 在哪里 | 检验，或没有的部分 |', '|---|---|---|---|---|',
    ...clauses.map((clause) => `| ${[clause.id, clause.says, stateOf(clause, of(clause)), clause.by ?? '', [...of(clause).map(told), ...words(clause)].map(cell).join('<br>')].join(' | ')} |`), '',
  ].join('\n')

const frontPage = (counts: readonly { standard: Standard; states: ReadonlyMap<State, number> }[]): string =>
  [
    '# 安全条款对照', '', '由 `node scripts/security-mapping.ts` 生成。每条要么有测试（测试上方写着 `// clause: …`），要么说明由谁做、缺什么。没有任何证书；“部分有检验”的，缺的部分写在那一行。', '',
    `| 标准 | 条数 | ${states.join(' | ')} |`, `|---|${'--:|'.repeat(states.length + 1)}`,
    ...counts.map(({ standard, states: own }) => `| [${standard.title}](${standard.page}.md) | ${standard.clauses.length} | ${states.map((state) => own.get(state) ?? 0).join(' | ')} |`), '',
  ].join('\n')

export interface Mapping {
  pages: ReadonlyMap<string, string>
  problems: string[]
  tags: readonly Tag[]
}

/** The pages from catalogues and sources; `sources`: path and text of each file that may bear a tag. */
export const mapping = (catalogues: readonly Standard[], sources: ReadonlyMap<string, string>, exists: (path: string) => boolean): Mapping => {
  const harnesses = new Set(lanes.flat())
  const read = [...sources].map(([file, text]) => tagsIn(file, text, harnesses))
  const tags = read.flatMap((one) => one.tags)
  const problems = read.flatMap(({ faults }) => faults)
  const named = new Map<string, Clause>(catalogues.flatMap(({ key, clauses }) => clauses.map((clause) => [`${key} ${clause.id}`, clause] as const)))
  if (named.size !== catalogues.reduce((sum, { clauses }) => sum + clauses.length, 0)) problems.push('有条款编号写了两次')
  for (const { clause, file, test } of tags) if (!named.has(clause)) problems.push(`${file}“${test}”：没有条款“${clause}”`)
  const byClause = Map.groupBy(tags, ({ clause }) => clause)
  for (const [name, clause] of named) {
    const own = byClause.get(name) ?? []
    if (own.length === 0 && words(clause).length === 0) problems.push(`${name} ${clause.says}：既没有检验，也没有说明`)
    if (own.length > 0 && clause.absent) problems.push(`${name}：说是不涉及，却有检验`)
    for (const [, path = ''] of (clause.by ?? '').matchAll(/`([\w./-]+\/[\w./-]+)`/g)) if (!exists(path)) problems.push(`${name}：没有“${path}”`)
    if (clause.paper && !exists(clause.paper)) problems.push(`${name}：没有“${clause.paper}”`)
  }
  const counts = catalogues.map((standard) => ({ standard, states: new Map([...Map.groupBy(standard.clauses, (clause) => stateOf(clause, byClause.get(`${standard.key} ${clause.id}`) ?? []))].map(([state, own]) => [state, own.length])) }))
  const pages = new Map([
    ['docs/security/README.md', frontPage(counts)],
    ...catalogues.map((standard) => [`docs/security/${standard.page}.md`, pageOf(standard, ({ id }) => byClause.get(`${standard.key} ${id}`) ?? [])] as const),
  ])
  return { pages, problems, tags }
}

/** What vitest or the harnesses run. */
const sourcesOf = (root: string): Map<string, string> => {
  const found = globSync(['*/**/*.test.ts', '*/**/*.test.tsx', 'test/harness/**/*.ts'], { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist|\.juying)$/.test(path) })
  return new Map([...new Set(found)].toSorted().filter((path) => path !== 'scripts/clause-tags.test.ts').map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const houseMapping = (root: string): Mapping => mapping(standards, sourcesOf(root), (path) => existsSync(join(root, path)))

/** What is wrong; nothing when every page is as it would be generated now. */
export const checkMapping = (root: string): string[] => {
  const { pages, problems, tags } = houseMapping(root)
  const stale = [...pages].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => `${path} 已过时，请执行 node scripts/security-mapping.ts`)
  return [...problems, ...stale, ...(tags.length < 50 ? [`只读到 ${tags.length} 个标签，检查没有读到测试`] : [])]
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (!process.argv.includes('--check')) {
    for (const [path, text] of houseMapping(root).pages) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  const found = checkMapping(root)
  for (const line of found) process.stderr.write(`${line}\n`)
  process.exit(found.length ? 1 : 0)
}
