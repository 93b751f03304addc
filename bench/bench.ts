import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { benchApprovals } from './approvals.ts'
import { benchCalculator } from './calculator.ts'
import { benchCity } from './city.ts'
import { benchDeliver } from './deliver.ts'
import { benchDuplicates } from './duplicates.ts'
import { benchExplain } from './explain.ts'
import { benchFeel } from './feel.ts'
import { benchFigures } from './figures.ts'
import { benchImport } from './import.ts'
import { benchLists } from './lists.ts'
import { benchMatch } from './match.ts'
import { benchPayments } from './payments.ts'
import { benchPolicy } from './policy/policy.ts'
import { isFigure, table } from './policy/report.ts'
import { benchQueue } from './queue.ts'
import { benchRoutes } from './routes.ts'
import { benchSafety } from './safety.ts'
import { benchSeal } from './seal.ts'
import { benchStart } from './start.ts'
import { benchWhatIf } from './what-if.ts'
import { onWorkbench } from './workbench.ts'
import { benchReplies } from './replies.ts'
import { benchBinding, benchFill } from './writing.ts'

/**
 * `npm run -s bench -- [NAME…] [--people N] [--measures M] [--cases N] [--peers]`: each figure is measured on a database of its own and printed as one JSON line
 * as soon as it is known; those of `policy` (M measures, other engines with `--peers`) once more as a table on stderr. Without names all of them, one after another: two at once would measure each other.
 */
type Figure = Readonly<Record<string, unknown>>
interface Sizes {
  readonly people: number
  /** Whether the number was asked for: `policy` begins at a million otherwise. */
  readonly given: boolean
  readonly measures: number
  readonly cases: number
  readonly peers: boolean
}
type Bench = (people: number, sizes: Sizes) => AsyncIterable<Figure> | Promise<Figure> | Promise<readonly Figure[]>

const today = shanghaiDay(Date.now())
/** The import stands beside a city of this size, so that its checks have somebody to find. */
const neighbours = 1000

const benches: Readonly<Record<string, Bench>> = {
  import: (people) => onWorkbench({ today, people: neighbours }, async ({ database }) => ({ neighbours, ...(await benchImport(database, today, people)) })),
  duplicates: (people) => onWorkbench({ today, people }, ({ database }) => benchDuplicates(database, today)),
  match: (people) => onWorkbench({ today, people, library: true }, ({ database }) => benchMatch(database, today)),
  deliver: (people) => onWorkbench({ today, people, library: true }, ({ database }) => benchDeliver(database, today)),
  queue: (people, { given, cases }) => benchQueue({ people: given ? people : 50_000, cases }),
  city: (people) =>
    onWorkbench({ today, people, library: true }, async ({ database }) => {
      for await (const figure of benchCity(database, today)) print('city', figure)
      return []
    }),
  policy: (people, { given, measures, peers }) => benchPolicy({ people: given ? people : 1_000_000, measures, peers }),
  explain: (people) => onWorkbench({ today, people, library: true }, ({ database }) => benchExplain(database, today)),
  calculator: (people, { given }) => onWorkbench({ today, people: given ? people : 6000, library: true }, ({ database }) => benchCalculator(database, today)),
  feel: benchFeel,
  payments: () => onWorkbench({ today, people: neighbours }, ({ database }) => benchPayments(database, 100_000)),
  approvals: () =>
    onWorkbench({ today, people: neighbours }, async ({ database }) => {
      for (const lines of [1, 11]) print('approvals', await benchApprovals(database, { approvals: 4_000, clerks: 16, lines }))
      return []
    }),
  routes: benchRoutes,
  lists: benchLists,
  seal: (people) => onWorkbench({ today, people }, ({ database }) => benchSeal(database, today)),
  safety: (people) =>
    onWorkbench({ today, people }, async ({ database, adminUrl }) => {
      for await (const figure of benchSafety(database, adminUrl, today)) print('safety', figure)
      return []
    }),
  figures: (people) => benchFigures(people, today),
  start: benchStart,
  'what-if': benchWhatIf,
  binding: () => Promise.resolve(benchBinding()),
  replies: () => Promise.resolve(benchReplies()),
  writing: async (people) => [...benchBinding(), { people, ...(await onWorkbench({ today, people, library: true }, (bench) => benchFill(bench, today))) }],
}

const refuse = (sentence: string): never => {
  console.error(sentence)
  process.exit(2)
}

const readCall = (args: readonly string[]): { names: string[]; sizes: Sizes } => {
  const names: string[] = []
  let people = 20_000
  let given = false
  let measures = 200
  let cases = 100_000
  let peers = false
  for (let i = 0; i < args.length; i++) {
    const [arg = '', value] = (args[i] ?? '').split('=')
    if (arg === '--people') {
      people = Number(value ?? args[++i])
      given = true
      // Below some hundreds the invented city lacks the people with whom the demo accounts begin.
      if (!Number.isInteger(people) || people < 500 || people > 20_000_000) refuse('--people 应为 500 到 20000000 的整数')
    } else if (arg === '--measures') {
      measures = Number(value ?? args[++i])
      if (!Number.isInteger(measures) || measures < 1 || measures > 10_000) refuse('--measures 应为 1 到 10000 的整数')
    } else if (arg === '--cases') {
      cases = Number(value ?? args[++i])
      if (!Number.isInteger(cases) || cases < 1000 || cases > 1_000_000) refuse('--cases 应为 1000 到 1000000 的整数')
    } else if (arg === '--peers') peers = true
    else if (arg.startsWith('-')) refuse(`没有“${arg}”这个选项，可用：--people、--measures、--cases、--peers`)
    else if (!Object.hasOwn(benches, arg)) refuse(`没有“${arg}”这项测速，可用：${Object.keys(benches).join('、')}`)
    else names.push(arg)
  }
  return { names: names.length ? names : Object.keys(benches), sizes: { people, given, measures, cases, peers } }
}

const print = (bench: string, figure: Figure): void => console.log(JSON.stringify({ bench, ...figure }))

const { names, sizes } = readCall(process.argv.slice(2))
for (const name of names) {
  const figures = benches[name]?.(sizes.people, sizes)
  if (!figures) continue
  if (Symbol.asyncIterator in figures) {
    const tabled = []
    for await (const figure of figures) {
      print(name, figure)
      if (isFigure(figure)) tabled.push(figure)
    }
    if (tabled.length) console.error(`\n${table(tabled)}\n`)
  } else for (const figure of [await figures].flat()) print(name, figure)
}
