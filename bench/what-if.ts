import { z } from 'zod'
import { Caller, signIn } from './caller.ts'
import { deskOf, fillCity, type Route } from './routes.ts'
import { startHouse } from './running-house.ts'
import { inFolder, percentile } from './workbench.ts'

const clients = 20
const positions = 200
const patienceMs = 1_800_000
/** What clerks, talents and leaders ask meanwhile; each client waits a little between two questions, as people do. */
const thinkMs = 250

/**
 * A slider of the laboratory over HTTP, moved 200 times by one writer with three breakdowns, first alone, then while 20 clients do office
 * work on the same house. `JUYING_BENCH_HOME` keeps the city for the next time.
 */
export async function* benchWhatIf(people: number) {
  yield* await inFolder(async (home, filled) => {
    if (!filled) fillCity(people)
    const house = await startHouse(home, 'bench/serve-city.ts')
    try {
      const writer = await signIn(house.address, 'talent-office')
      const text = Measure.parse(await writer.ask('measures.measure', { measure: 'settling-in-subsidy' })).text
      const ready = await untilReady(writer, text)
      const alone = await slide(writer, text)
      let working = true
      const office = officeWork(house.address, () => working)
      const busy = await slide(writer, text)
      working = false
      const requests = await office
      return [
        { step: 'city ready after', ...ready },
        { step: 'what-if over HTTP, alone', ...alone },
        { step: `what-if over HTTP beside ${clients} clients`, ...busy, officeRequests: requests.count, officeP95Ms: requests.p95Ms, office: requests.routes, target: 'p95 ≤ 120 ms at a million' },
      ]
    } finally {
      await house.stop()
    }
  })
}

const Measure = z.object({ text: z.string() })
const Answer = z.object({ subjects: z.number(), milliseconds: z.number(), drafts: z.array(z.object({ eligible: z.number() })) })

const months = /社保连续月数 >= 6/
const ask = async (writer: Caller, text: string, position: number) =>
  Answer.parse(await writer.ask('lab.whatIf', { drafts: [{ name: '滑块', text: text.replace(months, `社保连续月数 >= ${(position % 36) + 1}`) }], by: ['place', 'industry', 'class'] }))

const untilReady = async (writer: Caller, text: string): Promise<{ people: number; seconds: number }> => {
  const began = performance.now()
  for (;;) {
    try {
      const { subjects } = await ask(writer, text, 0)
      return { people: subjects, seconds: Math.round((performance.now() - began) / 100) / 10 }
    } catch (error) {
      if (performance.now() - began > patienceMs) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

const slide = async (writer: Caller, text: string) => {
  const whole: number[] = []
  const inside: number[] = []
  const counts = new Set<number>()
  for (let position = 0; position < positions; position += 1) {
    const began = performance.now()
    const answer = await ask(writer, text, position)
    whole.push(performance.now() - began)
    inside.push(answer.milliseconds)
    counts.add(answer.drafts[0]?.eligible ?? 0)
  }
  // A slider that changes nothing would measure nothing.
  if (counts.size < 3) throw new Error('the slider moved nobody')
  const [sorted, engine] = [whole.toSorted((a, b) => a - b), inside.toSorted((a, b) => a - b)]
  return { questions: positions, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), engineP50Ms: percentile(engine, 0.5), engineP95Ms: percentile(engine, 0.95) }
}

const officeWork = async (address: string, working: () => boolean): Promise<{ count: number; p95Ms: number; routes: Record<string, { p50Ms: number; p95Ms: number }> }> => {
  const office = await signIn(address, 'talent-office')
  const [person] = await office.idsOf('registry.people', {})
  const routes: readonly Route[] = [
    { name: 'auth.me', login: 'talent-1', body: {} },
    { name: 'measures.myDues', login: 'talent-1', body: {} },
    { name: 'measures.measure', login: 'talent-1', body: { measure: 'settling-in-subsidy' } },
    { name: 'cases.queue', login: 'county-hr', body: { filters: {} } },
    { name: 'registry.people', login: 'county-hr', body: { filters: { search: '王' } } },
    { name: 'registry.person', login: 'talent-office', body: { personId: person } },
    { name: 'fund.lines', login: 'fund-maker', body: { filters: {} } },
  ]
  const times = new Map(routes.map(({ name }) => [name, new Array<number>()]))
  const desks = await Promise.all(Array.from({ length: clients }, () => deskOf(address, routes)))
  await Promise.all(
    desks.map(async (desk, client) => {
      for (let turn = client; working(); turn += 1) {
        const route = routes[turn % routes.length]
        if (!route) return
        const began = performance.now()
        await desk.get(route.login)?.ask(route.name, route.body)
        times.get(route.name)?.push(performance.now() - began)
        await new Promise((resolve) => setTimeout(resolve, thinkMs))
      }
    }),
  )
  const all = [...times.values()].flat()
  const [sorted, each] = [all.toSorted((a, b) => a - b), [...times].map(([name, of]) => [name, of.toSorted((a, b) => a - b)] as const)]
  return { count: all.length, p95Ms: percentile(sorted, 0.95), routes: Object.fromEntries(each.map(([name, of]) => [name, { p50Ms: percentile(of, 0.5), p95Ms: percentile(of, 0.95) }])) }
}
