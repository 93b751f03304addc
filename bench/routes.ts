import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { overviewFigures } from '../indicators/ui/overview-figures.ts'
import { Caller, signIn } from './caller.ts'
import { startHouse } from './running-house.ts'
import { employersFor, inFolder, percentile, root } from './workbench.ts'

const clients = 20
const roundsOfEach = 25
const askedAlone = 5
/** However slow the machine, the bench ends: clients stop asking after so long. */
const limitMs = 60_000

/** The questions that a working day consists of, each by somebody who asks it; the leaders' page asks for its figures in one. */
export interface Route {
  name: string
  login: string
  body: unknown
}

/**
 * The ten busiest routes over HTTP on loopback, by 20 clients at once, each with sessions of its own. The house runs in a process of its own;
 * clients share its machine. The example city brings its matches and cases. Before the crowd each route is asked by one client alone.
 */
export async function* benchRoutes(people: number) {
  const { figures, total } = await inFolder(async (home) => {
    fillCity(people)
    const house = await startHouse(home)
    try {
      return await measure(house.address, await prepare(house.address), people)
    } finally {
      await house.stop()
    }
  })
  yield* figures
  yield total
}

export const fillCity = (people: number): void => {
  const made = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'city/main.ts'), '--people', String(people), '--employers', String(employersFor(people))], { cwd: root, env: { ...process.env, DATABASE_URL: '' }, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`the city was not made: ${made.stderr}`)
}

/** Finds whom and what the routes ask about. */
const prepare = async (address: string): Promise<readonly Route[]> => {
  const office = await signIn(address, 'talent-office')
  const [person] = await office.idsOf('registry.people', {})
  const [one] = await office.idsOf('cases.list', {})
  if (!person || !one) throw new Error('the city has nobody and no case to ask about')
  return [
    { name: 'auth.me', login: 'talent-1', body: {} },
    { name: 'measures.myDues', login: 'talent-1', body: {} },
    { name: 'measures.measure', login: 'talent-1', body: { measure: 'settling-in-subsidy' } },
    { name: 'cases.queue', login: 'county-hr', body: { filters: {} } },
    { name: 'cases.queueSummary', login: 'county-hr', body: {} },
    { name: 'cases.case', login: 'talent-office', body: { caseId: one } },
    { name: 'registry.people', login: 'talent-office', body: { filters: { search: '王' } } },
    { name: 'registry.person', login: 'talent-office', body: { personId: person } },
    { name: 'fund.lines', login: 'fund-maker', body: { filters: {} } },
    { name: 'indicators.figures', login: 'leader', body: { ids: overviewFigures } },
  ]
}

const measure = async (address: string, routes: readonly Route[], people: number) => {
  const times = new Map(routes.map(({ name }) => [name, new Array<number>()]))
  const desks = await Promise.all(Array.from({ length: clients }, () => deskOf(address, routes)))
  const ask = async (desk: Map<string, Caller> | undefined, { name, login, body }: Route): Promise<number> => {
    const began = performance.now()
    await desk?.get(login)?.ask(name, body)
    return performance.now() - began
  }
  const alone = new Map<string, number>()
  for (const route of routes) {
    const few: number[] = []
    for (let turn = 0; turn < askedAlone; turn++) few.push(await ask(desks[0], route))
    alone.set(route.name, percentile(few.toSorted((a, b) => a - b), 0.5))
  }
  const began = performance.now()
  await Promise.all(
    desks.map(async (desk, client) => {
      for (let turn = 0; turn < roundsOfEach * routes.length && performance.now() - began < limitMs; turn++) {
        // Each client begins with another route, so that all routes are under way at once.
        const route = routes[(turn + client) % routes.length]
        if (route) times.get(route.name)?.push(await ask(desk, route))
      }
    }),
  )
  const ms = performance.now() - began
  const figures = routes.map(({ name, login }) => {
    const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b)
    return { route: name, as: login, clients, people, aloneMs: alone.get(name), requests: sorted.length, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) }
  })
  const requests = figures.reduce((sum, figure) => sum + figure.requests, 0)
  const all = [...times.values()].flat().toSorted((a, b) => a - b)
  return { figures, total: { route: 'all', clients, people, requests, p50Ms: percentile(all, 0.5), p95Ms: percentile(all, 0.95), requestsPerSecond: Math.round(requests / (ms / 1000)) } }
}

/** One client's sessions: one for each account that the routes need. */
export const deskOf = async (address: string, routes: readonly Route[]): Promise<Map<string, Caller>> => {
  const desk = new Map<string, Caller>()
  for (const login of new Set(routes.map((route) => route.login))) desk.set(login, await signIn(address, login))
  return desk
}
