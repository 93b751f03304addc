import { roles } from '../../../kernel/org/roles.ts'
import type { Seen } from './prober.ts'

/** The table of docs/row-access.md: which duty reads rows of its own scope, of the level above, of everybody. */

const columns = [...Object.keys(roles), 'public'] as Seen['role'][]
const words: Readonly<Record<string, string>> = { ...roles, public: '未登录' }

const letters = (seen: readonly Seen[]): string => {
  const known = seen.filter(({ state }) => state === 'own' || state === 'other')
  const some = (kind: 'own' | 'above' | 'open') => known.some((one) => one[kind] > 0)
  return `${some('own') ? '本' : ''}${some('above') ? '上' : ''}${some('open') ? '全' : ''}` || '·'
}

export const tableOf = (seen: readonly Seen[]): { lines: string[]; text: string } => {
  const byRelation = Map.groupBy(seen, ({ relation }) => relation)
  const lines = [...byRelation].toSorted(([one], [other]) => one.localeCompare(other)).map(([relation, all]) =>
    `| \`${relation}\` | ${columns.map((role) => letters(all.filter((one) => one.role === role))).join(' | ')} |`)
  return {
    lines,
    text: `# 谁能读到哪些行

由 \`npm run -s harness -- rows --write\` 从一座示例城市里量出来，每次测试都与它核对；策略写在 db/migrations，这里是它们合起来的效果。**本**：本人、本单位或本辖区的行；**上**：上一级的行；**全**：不分归属（缘由见 test/harness/rows/open.ts）；**·**：一行也读不到。

| 表或视图 | ${columns.map((role) => words[role]).join(' | ')} |
|---|${columns.map(() => '---').join('|')}|
${lines.join('\n')}
`,
  }
}
