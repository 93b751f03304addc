import { z } from 'zod'
import { type Caller, signIn } from './caller.ts'
import { fillDesks } from './desks.ts'
import { fillCity } from './routes.ts'
import { startHouse } from './running-house.ts'
import { inFolder, percentile } from './workbench.ts'

const asked = 7

interface Question {
  list: string
  login: string
  filters?: Record<string, unknown>
  sort?: string
}

const Page = z.looseObject({ rows: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable(), total: z.number() })

/**
 * The lists of the house over a full city, asked over HTTP by one client: the first page and the page after it, by each sort and the usual searches,
 * of an office of the city, a reviewer of a county and a window of a town. Each question seven times after one to warm up.
 */
export async function* benchLists(people: number) {
  yield* await inFolder(async (home, filled) => {
    if (!filled) fillCity(people)
    const house = await startHouse(home, 'bench/serve-city.ts')
    try {
      await fillDesks(home)
      return await measureLists(house.address)
    } finally {
      await house.stop()
    }
  })
}

const allDesks = ['talent-office', 'county-hr', 'window'] as const
type Desk = (typeof allDesks)[number]

const questionsOf = (login: string, line: string): Question[] => [
  ...['number', '-number', 'name', 'birthDate', '-birthDate'].map((sort) => ({ list: 'registry.people', login, sort })),
  ...['王', '秦景行', '景行', 'w', 'wang', 'wangsi', 'zzy', '没有这个人', 'P0000400'].map((search) => ({ list: 'registry.people', login, filters: { search } })),
  ...['A', 'E'].map((classLevel) => ({ list: 'registry.people', login, filters: { classLevel } })),
  { list: 'registry.people', login, filters: { keyIndustry: '生物医药' } },
  { list: 'registry.people', login, filters: { programme: '技能人才振兴计划' } },
  { list: 'registry.people', login, filters: { search: '王', classLevel: 'D' }, sort: 'name' },
  ...['number', '-talents', '-introducedTotal', 'name'].map((sort) => ({ list: 'registry.employers', login, sort })),
  { list: 'registry.employers', login, filters: { search: '科技' } },
  ...['-submittedOn', 'number', 'holderName'].map((sort) => ({ list: 'cases.list', login, sort })),
  { list: 'cases.list', login, filters: { open: true } },
  { list: 'cases.list', login, filters: { search: '王' } },
  { list: 'cases.list', login, filters: { search: '秦景行' } },
  ...['dueOn', 'number', 'submittedOn', 'holderName'].map((sort) => ({ list: 'cases.queue', login, sort })),
  { list: 'cases.queue', login, filters: { search: '王' } },
  ...['personNumber', 'foundOn'].map((sort) => ({ list: 'measures.entitlements', login, sort })),
  { list: 'measures.entitlements', login, filters: { search: '王' } },
  { list: 'measures.entitlements', login, filters: { search: '秦景行' } },
  ...['dueOn', '-dueOn', '-amountFen', 'caseNumber'].map((sort) => ({ list: 'fund.instalments', login, sort })),
  { list: 'fund.instalments', login, filters: { state: 'planned' } },
  { list: 'fund.instalments', login, filters: { search: '秦景行' } },
  ...['-seq', 'seq'].map((sort) => ({ list: 'fund.entries', login, filters: { lineId: line }, sort })),
  { list: 'fund.lines', login },
  { list: 'measures.measures', login },
  { list: 'training.courses', login },
]

export const measureLists = async (address: string, desks: readonly Desk[] = allDesks) => {
  const finance = await signIn(address, 'fund-maker')
  const [line] = Page.parse(await finance.ask('fund.lines', { filters: { search: '安家' }, sort: '-year' })).rows
  const figures = []
  for (const desk of desks) {
    for (const question of questionsOf(desk, line?.id ?? '')) {
      // Money is read by finance where the desk has none of it.
      const login = question.list.startsWith('fund.') ? moneyDesk[desk] : desk
      if (login === undefined || (desk === 'window' && question.list === 'measures.entitlements')) continue
      figures.push(await time(await signIn(address, login), { ...question, login }))
    }
  }
  const slow = figures.filter(({ firstP50Ms, nextP50Ms }) => Math.max(firstP50Ms, nextP50Ms ?? 0) > 200)
  return [...figures, { list: 'all', questions: figures.length, slowerThan200Ms: slow.length, worstMs: Math.max(...figures.map(({ firstP50Ms, nextP50Ms }) => Math.max(firstP50Ms, nextP50Ms ?? 0))) }]
}
const moneyDesk: Record<Desk, string | undefined> = { 'talent-office': 'fund-maker', 'county-hr': 'county-leader', window: undefined }

const time = async (caller: Caller, { list, login, filters = {}, sort }: Question) => {
  const ask = async (after?: string | null) => Page.parse(await caller.ask(list, { filters, ...(sort ? { sort } : {}), ...(after ? { after } : {}) }))
  const one = await ask()
  const many = async (after?: string): Promise<number> => {
    const times: number[] = []
    for (let turn = 0; turn < asked; turn += 1) {
      const began = performance.now()
      await ask(after)
      times.push(performance.now() - began)
    }
    return percentile(times.toSorted((a, b) => a - b), 0.5)
  }
  const total = one['exact'] === false ? `>${one.total}` : one.total
  return { list, as: login, ...(sort ? { sort } : {}), ...(Object.keys(filters).length ? { filters } : {}), total, firstP50Ms: await many(), nextP50Ms: one.next === null ? null : await many(one.next) }
}
