import { z } from 'zod'
import { type Caller, signIn } from './caller.ts'
import { fillQueue } from './queue-cases.ts'
import { fillCity } from './routes.ts'
import { startHouse } from './running-house.ts'
import { openFolder, percentile } from './workbench.ts'

/** The desks of a house with a hundred thousand cases, over HTTP: every filter, search and sort of the queue and of the lists beside it, as the clerks of each level set them. */

const asked = 20
const limitMs = 200

type Filters = Readonly<Record<string, unknown>>
interface Question {
  list: string
  as: string
  filters?: Filters
  sort?: string
}
interface Known {
  number: string
  name: string
  employer: string
}

const Page = z.looseObject({ rows: z.array(z.unknown()).optional(), next: z.string().nullable().optional(), total: z.number().optional(), exact: z.boolean().optional() })

/** What is typed into the box: whole and half numbers, a name that many have, that one has, that nobody has, pinyin, initials, an employer. */
const searchesOf = ({ number, name, employer }: Known): string[] => [number, number.slice(0, 5), number.slice(-4), name, name.slice(1), '王', '秀', 'wang', 'w', 'zh', employer, employer.slice(2, 4), '科技', '没有这个人', 'qqqq']

const clerks = ['talent-office', 'county-hr', 'window', 'employer'] as const
const staff = [...clerks.slice(0, 3), 'leader', 'county-leader'] as const

const queueOf = (as: string, known: Known): Question[] => [
  ...['dueOn', '-dueOn', 'number', '-number', 'submittedOn', '-submittedOn', 'holderName', '-holderName'].map((sort) => ({ list: 'cases.queue', as, sort })),
  ...[
    { due: 'overdue' },
    { due: 'soon' },
    { measure: 'bench-7' },
    { green: true },
    { green: false },
    { holder: 'mine' },
    { holder: 'free' },
    { state: 'toDecide' },
    { state: 'inReview' },
    { state: 'suspended' },
    { state: 'objected' },
    { due: 'overdue', green: true, measure: 'bench-7', holder: 'free', state: 'toDecide' },
    { due: 'overdue', search: '王' },
    { measure: 'bench-7', search: '王' },
    { measure: 'bench-7', search: 'B' },
    { green: false, search: '科技' },
    { holder: 'mine', search: 'w' },
  ].map((filters) => ({ list: 'cases.queue', as, filters })),
  ...searchesOf(known).flatMap((search) => [undefined, 'holderName'].map((sort) => ({ list: 'cases.queue', as, filters: { search }, ...(sort ? { sort } : {}) }))),
  { list: 'cases.queueSummary', as },
]

const casesOf = (as: string, known: Known): Question[] => [
  ...['-submittedOn', 'submittedOn', 'number', '-number', 'holderName', '-holderName'].map((sort) => ({ list: 'cases.list', as, sort })),
  ...[{ open: true }, { open: false }, { state: 'withdrawn' }, { state: 'objected' }, { measure: 'bench-7' }, { measure: 'bench-7', state: 'returned' }, { open: false, search: '王' }, { state: 'objected', search: '王' }].map((filters) => ({ list: 'cases.list', as, filters })),
  ...searchesOf(known).flatMap((search) => [undefined, 'holderName'].map((sort) => ({ list: 'cases.list', as, filters: { search }, ...(sort ? { sort } : {}) }))),
]

const questionsOf = (known: Known): Question[] => [
  ...clerks.flatMap((as) => queueOf(as, known)),
  ...[...staff, 'employer', 'talent-1'].flatMap((as) => casesOf(as, known)),
  ...['talent-office', 'county-hr'].flatMap((as) => [{}, { state: 'pending' }, { search: '王' }, { search: '没有这个人' }].map((filters) => ({ list: 'cases.appeals', as, filters }))),
  ...[...staff, 'employer'].flatMap((as) => [{}, { kind: 'stepLate' }, { open: 'yes' }, { open: 'no' }].map((filters) => ({ list: 'cases.reminders', as, filters }))),
  ...[{}, { search: '王' }, { search: '没有这个人' }, { county: '980101' }].map((filters) => ({ list: 'cases.notices', as: 'talent-1', filters })),
]

/** One line a question: rows found, p50 and p95 of the first page and of the next; at the end how many were slower than 200 ms, and the slowest. */
export async function* benchQueue({ people, cases }: { people: number; cases: number }) {
  const { home, filled, done } = openFolder()
  try {
    if (!filled) fillCity(people)
    const house = await startHouse(home, 'bench/serve-city.ts')
    try {
      yield* measure(house.address, { people, cases, ...(await fillQueue(home, cases)) })
    } finally {
      await house.stop()
    }
  } finally {
    done()
  }
}

async function* measure(address: string, { people, cases, ...known }: Known & { people: number; cases: number }) {
  const callers = new Map<string, Caller>()
  const figures = []
  for (const question of questionsOf(known)) {
    const caller = callers.get(question.as) ?? (await signIn(address, question.as))
    callers.set(question.as, caller)
    const figure = await timed(caller, question)
    figures.push(figure)
    yield figure
  }
  const worst = figures.toSorted((a, b) => slowest(b) - slowest(a))[0]
  yield { list: 'all', people, cases, questions: figures.length, slowerThan200Ms: figures.filter((figure) => slowest(figure) > limitMs).length, worstP95Ms: worst && slowest(worst), worst }
}

const slowest = ({ p95Ms, nextP95Ms }: { p95Ms: number; nextP95Ms: number | null }): number => Math.max(p95Ms, nextP95Ms ?? 0)

const timed = async (caller: Caller, question: Question) => {
  const { list, filters, sort } = question
  const ask = async (after?: string) => Page.parse(await caller.ask(list, list === 'cases.queueSummary' ? {} : { filters: filters ?? {}, ...(sort ? { sort } : {}), ...(after ? { after } : {}) }))
  const first = await ask()
  const times = async (after?: string): Promise<number[]> => {
    const all: number[] = []
    for (let turn = 0; turn < asked; turn++) {
      const began = performance.now()
      await ask(after)
      all.push(performance.now() - began)
    }
    return all.toSorted((a, b) => a - b)
  }
  const page = await times()
  const next = first.next ? await times(first.next) : undefined
  return { ...question, found: first.exact === false ? `>${first.total}` : first.total, p50Ms: percentile(page, 0.5), p95Ms: percentile(page, 0.95), nextP95Ms: next ? percentile(next, 0.95) : null }
}
