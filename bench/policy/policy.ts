import { benchFeel } from '../feel.ts'
import { inFolder } from '../workbench.ts'
import { barePass } from './bare-pass.ts'
import { columnCity } from './city.ts'
import { closuresFigure } from './closures.ts'
import { duckdbFigures } from './duckdb-peer.ts'
import { benchVocabulary, facts, unknownShare } from './facts.ts'
import { benchMeasures } from './measures.ts'
import { cores, explainTimes, watchTime, whatIfTimes, withoutMoney } from './ours.ts'
import { rateOf, type PeerFigure } from './peer.ts'
import { figure, type Figure } from './report.ts'
import { feelinFigure, jsonLogicFigure, zenFigure } from './rule-engines.ts'

export interface PolicyBench {
  readonly people: number
  readonly measures: number
  readonly peers: boolean
}

/** At these sizes the figures of the issue are stated; at others the same lines are printed without a target. */
const stated = { people: 1_000_000, measures: 200 }
/** The slower a peer, the fewer people it is asked about. */
const peerPeople = { closures: 1_000_000, jsonLogic: 20_000, zen: 5000, feelin: 20 }

/** Everything about the policy core side by side in one run: see README.md here. */
export async function* benchPolicy({ people, measures: count, peers }: PolicyBench): AsyncGenerator<Figure> {
  const vocabulary = benchVocabulary()
  const measures = benchMeasures(count, vocabulary)
  const atStated = people === stated.people && count === stated.measures
  const goal = <T>(target: T): T | undefined => (atStated ? target : undefined)
  yield figure('policy.dataset', people, 'people', { measures: count, distinctTests: measures.tests.length, facts: facts.length, unknownShare, cores })

  const rssBefore = process.memoryUsage().rss
  const city = columnCity(vocabulary, people, 1)
  const factBytes = city.bytes / people
  const counts = await watchTime(city, withoutMoney(measures.editions), 5)
  const ourRate = rateOf({ people, threads: 1, ms: counts.ms }, count)
  yield figure('policy.counts', counts.ms, 'ms', { people, measures: count, threads: 1, pairsPerSecondAndCore: Math.round(ourRate), note: 'three-valued counts, bitmaps stored, one thread' })
  const pass = await barePass(factBytes * people, 7)
  yield figure('policy.counts/bare-pass', counts.ms / pass, '×', { passMs: pass, bytes: Math.round(factBytes * people), note: 'as a multiple of reading the facts once' }, goal({ most: 15 }))
  const money = await watchTime(city, measures.editions)
  yield figure('policy.money', money.ms, 'ms', { people, measures: count, threads: 1, note: 'the same with exact fen' })
  yield figure('policy.bytes', city.bytes / people, 'bytes a person', { facts: Math.round(factBytes), rss: Math.round((process.memoryUsage().rss - rssBefore) / people), note: 'facts, tests, results, ids' }, goal({ most: 200 }))
  const slider = await whatIfTimes(city, measures, vocabulary)
  yield percentileFigure('policy.what-if', slider, people, 1)
  await city.close()

  if (peers) yield* peerFigures(people, measures, counts, whatIfOf(slider))

  yield* grown(people, count, counts.ms, atStated)
  const { judged, told, toldWithoutNearest } = explainTimes(measures, vocabulary, Math.min(people, 300))
  const whole = count === stated.measures
  yield figure('policy.explain', judged, 'µs a person', { measures: count, note: 'one person by every measure: outcome, each condition, amount' }, whole ? { most: 200 } : undefined)
  yield figure('policy.explain.read', toldWithoutNearest, 'µs a person', { measures: count, note: 'every explanation read out as JSON without the nearest miss: facts, parts, missing, schedule' }, whole ? { most: 1000 } : undefined)
  yield figure('policy.explain.told', told, 'µs a person', { measures: count, note: 'every explanation read out: facts, missing, schedule, nearest miss, as JSON' })
  const feel = await benchFeel(Math.min(people, 20_000))
  yield figure('policy.feel', feel.expressionsPerSecond, 'expressions a second', { expressions: feel.expressions, note: 'juying feel --batch, its start included' }, people >= 20_000 ? { least: 5000 } : undefined)

  async function* peerFigures(size: number, given: typeof measures, ours: typeof counts, ourWhatIf: number): AsyncGenerator<Figure> {
    const duckdb = await inFolder((folder) => duckdbFigures(folder, given, size, cores))
    const differing = duckdb.eligibleCounts.filter((eligible, m) => eligible !== ours.standings[m]?.eligible).length
    if (differing > 0) throw new Error(`DuckDB counts otherwise for ${differing} measures`)
    yield ratio(duckdb.eligible, goal({ least: 50 }))
    yield ratio(duckdb.threeValued, goal({ least: 250 }))
    yield figure('policy.what-if/duckdb', duckdb.whatIf.p95 / ourWhatIf, '×', { duckdbP95Ms: duckdb.whatIf.p95, threads: cores, note: 'p95 against p95, three breakdowns in one scan' })
    yield ratio(await closuresFigure(given, Math.min(size, peerPeople.closures)))
    yield ratio(await jsonLogicFigure(given, Math.min(size, peerPeople.jsonLogic)), goal({ least: 1000 }))
    yield ratio(await jsonLogicFigure(given, Math.min(size, peerPeople.jsonLogic), true))
    yield ratio(await zenFigure(given, Math.min(size, peerPeople.zen)), goal({ least: 1500 }))
    yield ratio(await feelinFigure(given, Math.min(size, peerPeople.feelin)))
  }

  /** How many times as many pairs a second one core answers here. */
  function ratio(peer: PeerFigure, target?: { readonly least: number }): Figure {
    if (peer.wrongKnown > 0) throw new Error(`${peer.peer} answers ${peer.wrongKnown} of ${peer.checkedPairs} pairs wrongly where everything is known: the comparison is worth nothing`)
    const rate = rateOf(peer, count)
    const byTheClock = people === peer.people ? { byTheClock: Number((peer.ms / counts.ms).toPrecision(3)) } : {}
    const wrong = `${((100 * peer.wrongUnknown) / peer.checkedPairs).toFixed(1)} % of pairs wrong where facts are unknown`
    return figure(`policy.counts/${peer.peer}`, ourRate / rate, '×', {
      form: peer.form, people: peer.people, threads: peer.threads, ms: Math.round(peer.ms), pairsPerSecondAndCore: Math.round(rate), ...byTheClock,
      wrongUnknown: peer.wrongUnknown, checkedPairs: peer.checkedPairs, note: peer.threeValued ? peer.form : peer.wrongUnknown === 0 ? `${peer.form}; cannot say “unknown”` : `${peer.form}; ${wrong}`,
    }, target)
  }
}

const whatIfOf = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Infinity

function percentileFigure(bench: string, times: readonly number[], people: number, threads: number, target?: { readonly most: number }): Figure {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (p: number): number => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0).toPrecision(3))
  return figure(bench, at(0.95), 'ms', { people, threads, p50Ms: at(0.5), firstMs: Number((times[0] ?? 0).toPrecision(3)), questions: times.length, note: 'p95, one measure, three breakdowns' }, target)
}

/** Ten times the people, and ten times the measures. */
async function* grown(people: number, count: number, baseMs: number, atStated: boolean): AsyncGenerator<Figure> {
  const vocabulary = benchVocabulary()
  const measures = benchMeasures(count, vocabulary)
  const many = people * 10
  const threads = Math.min(2, cores)
  const city = columnCity(vocabulary, many, threads)
  const counts = await watchTime(city, withoutMoney(measures.editions))
  yield figure('policy.people×10', (counts.ms * threads) / baseMs, '×', { people: many, measures: count, threads, ms: Math.round(counts.ms), note: 'core time against the first line' })
  const money = await watchTime(city, measures.editions)
  yield figure('policy.money.grown', money.ms, 'ms', { people: many, measures: count, threads, note: `${many.toLocaleString('en-US')} people, exact fen, bitmaps stored` }, atStated ? { most: 1000 } : undefined)
  yield figure('policy.bytes.grown', city.bytes / many, 'bytes a person', { people: many }, atStated ? { most: 200 } : undefined)
  yield percentileFigure('policy.what-if.grown', await whatIfTimes(city, measures, vocabulary), many, threads, atStated ? { most: 30 } : undefined)
  await city.close()
  const more = benchMeasures(count * 10, vocabulary)
  const small = columnCity(vocabulary, people, 1)
  const ms = (await watchTime(small, withoutMoney(more.editions), 2)).ms
  yield figure('policy.measures×10', ms / baseMs, '×', { people, measures: count * 10, distinctTests: more.tests.length, threads: 1, ms: Math.round(ms), note: 'over the same pool of tests' })
  await small.close()
}
