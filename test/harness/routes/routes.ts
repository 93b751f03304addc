import { handlers } from '../../../server/modules.ts'
import { Witness } from '../fingerprint.ts'
import type { Harness } from '../options.ts'
import { counties, layGround, type Ground } from './ground.ts'
import { findHoles } from './holes.ts'
import { allowed, Prober, routeOf, type Route } from './prober.ts'
import { streamRoutes, wrongOfRoutes } from './streams.ts'

/**
 * Every route of the house × one of each role (with `--large` in two counties), the public and an ended session × objects that are his own, another's, above him, not there or
 * nonsense, with fields besides. No expectation is written by hand: laws.ts and prober.ts say what holds of every answer, exceptions.ts where it does not.
 * `--commands N`: a sample of N routes.
 */
const abreast = 3

const everyone = (): boolean => true
/** One of each duty in the first county, who has strangers in the second; the city's, the public and the ended session. */
const oneOfEach = ({ county }: { county: string | undefined }): boolean => county !== counties[1]

/** All that changes nothing of anybody's own. */
const askAll = async (prober: Prober, routes: readonly Route[], { actors }: Ground): Promise<void> => {
  const waiting = [...actors]
  await Promise.all(Array.from({ length: abreast }, async () => {
    for (let actor = waiting.shift(); actor; actor = waiting.shift()) for (const route of routes) await prober.ask(route, actor)
  }))
}

/** Verbs with objects of one's own, when nobody is asked about them any more. */
const doAll = async (prober: Prober, routes: readonly Route[], { actors }: Ground): Promise<void> => {
  for (const route of routes.filter(({ reads }) => !reads)) for (const actor of actors) if (allowed(route.may, actor)) await prober.own(route, actor)
}

// clause: GB/T 22239 8.1.4.2 f; GB/T 22239 8.1.4.11 b; ASVS 8.2.1; ASVS 8.2.2; ASVS 8.2.3; ASVS 8.3.1; ASVS 15.3.1; ASVS 15.3.3; ASVS 16.5.1
export const runRoutes: Harness = ({ address, adminUrl, large, commands }) =>
  Witness.over(adminUrl, async (witness) => {
    const ground = await layGround(address, witness, large ? everyone : oneOfEach)
    const app = await ground.appOf()
    try {
      const all = [...handlers.map(({ declaration }) => routeOf(declaration)), ...streamRoutes]
      const step = commands === undefined ? 1 : Math.max(1, Math.floor(all.length / commands))
      const routes = all.filter((_, at) => at % step === 0)
      const prober = new Prober(ground, app, true)
      const strangers = await wrongOfRoutes(app)
      await askAll(prober, routes, ground)
      const found = await findHoles(ground)
      await doAll(prober, routes, ground)
      const wrong = [...strangers, ...new Set(prober.wrong)]
      for (const words of strangers) console.error(words)
      const figures = { routes: routes.length, actors: ground.actors.length, probes: prober.probes, reached: prober.reached.size, wrong: wrong.length, planted: `${found.found}/${found.planted}`, per: prober.per }
      return { figures, passed: wrong.length === 0 && found.found === found.planted && (commands !== undefined || prober.probes >= 10_000) }
    } finally {
      await app.close()
      await ground.database.close()
    }
  })
