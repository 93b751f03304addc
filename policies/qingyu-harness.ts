import type { Path } from '../measures/types.ts'
import type { Edition, Step } from '../policy/index.ts'

/** What the test of the example library needs besides the policy core. */

const levels = ['employer', 'town', 'county', 'city'] as const
type Level = (typeof levels)[number]

const officeOf = (step: Step): { level: Level; department: string | null } => {
  const [level, department] = (step.by ?? 'city').split('.')
  return { level: levels.find((known) => known === level) ?? 'city', department: department ?? null }
}

/** Level and department of every step as written, unknown levels too. */
export const officesOf = (edition: Edition): { level: string; department: string | null }[] =>
  edition.path.flatMap(({ steps }) => steps.flatMap(({ by }) => (by === undefined ? [] : [{ level: by.split('.')[0] ?? '', department: by.split('.')[1] ?? null }])))

/** The path as the case desk knows it. */
export const pathOf = (edition: Edition): Path =>
  edition.path.map(({ steps }) =>
    steps.map((step) => ({ step: step.step, office: officeOf(step), kind: step.kind === 'notice' || step.kind === 'decide' ? step.kind : ('review' as const), workingDays: step.within?.days ?? 5 })),
  )

const opposite: Readonly<Record<string, string>> = { '>=': '>', '<=': '<', '>': '>=', '<': '<=', '=': '!=', '!=': '=', 不低于: '高于', 不高于: '低于' }

/**
 * The file with one comparison moved by its bound, once for each comparison in a condition, an amount or a number of periods.
 * What must hold at a later payment (while, if), which card is handed out and which papers are asked are no part of an example's outcome.
 */
export const boundMutants = (text: string): { text: string; says: string }[] => {
  const papers = text.indexOf('\npapers:')
  const end = papers < 0 ? text.indexOf('\nbaseFacts:') : papers
  let offset = 0
  return text.slice(0, end).split('\n').flatMap((line) => {
    const start = offset
    offset += line.length + 1
    if (!/(?:rule|exempt|when|times|amount|cap|formula|of|quantity):/.test(line) || /kind: (?:status|service|place)/.test(line)) return []
    const judged = line.replace(/says: [^,}]*|(?:while|if): [^,}]*/g, (part) => ' '.repeat(part.length))
    return [...judged.matchAll(/>=|<=|!=|=|>|<|不低于(?=\()|不高于(?=\()/g)].flatMap((found) => {
      const to = opposite[found[0]]
      if (to === undefined) return []
      const at = start + found.index
      return [{ text: text.slice(0, at) + to + text.slice(at + found[0].length), says: `${line.trim().slice(0, 100)}：第 ${found.index + 1} 列改为 ${to}` }]
    })
  })
}
