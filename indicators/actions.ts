import { implement, implementList, implementQuery, Missing, type ReadContext } from '../kernel/implement.ts'
import { InvalidInput } from '../kernel/errors.ts'
import { partsOf } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import { change, changeWords, fingerprint, type Change as Difference } from './change.ts'
import { cautionOf, changeOf, dayBefore, sparkOf, valueOf, valueOfYear, type Known } from './compute.ts'
import { askAsKnown, askCatalogue, askFigure, askFigures, askTargets, listRecords, setTarget, type Change, type Figure, type Part } from './contract.ts'
import { hundredths, isNegative, isZero, minus, quotient } from './decimal.ts'
import { type CountDefinition, type FigureDefinition } from './definition.ts'
import { countsOf, definitions, findDefinition } from './definitions/index.ts'
import { tellsAsKnown } from './known.ts'
import { endOfYear } from './moments.ts'
import { askedOf, know, knowBy } from './reading.ts'
import * as store from './store.ts'

/** What each question is answered with. Nothing here adds up: the cubes do, and compute.ts divides and compares. */

const getDefinition = (id: string): FigureDefinition => {
  const definition = findDefinition(id)
  if (!definition) throw new Missing()
  return definition
}

const told = (difference: Difference | undefined): Change | null => (difference ? { ...difference, words: changeWords(difference) } : null)

export const figureOf = (known: Known, definition: FigureDefinition, targets: readonly store.TargetRow[]): Figure => {
  const { asOf } = known.moments
  const { value, because, numerator, denominator, basis } = valueOf(known, definition, asOf)
  const target = targets.find(({ figure, placeCode }) => figure === definition.id && placeCode === known.scope)
  return {
    id: definition.id,
    name: definition.name,
    unit: definition.unit,
    better: definition.better,
    value,
    because,
    numerator,
    denominator,
    basis: basis && { kind: basis.kind, year: basis.year, value: basis.value, source: basis.source, document: basis.document, page: basis.page },
    change: told(changeOf(known, definition)),
    caution: cautionOf(known, definition),
    spark: sparkOf(known, definition),
    target: target ? { value: target.value, ...reached(definition, value, target.value), document: target.document } : null,
  }
}

/** Where less is better (days taken), a share of the target says nothing: it is kept or it is not. */
const reached = ({ better }: FigureDefinition, value: string | null, target: string) => ({
  percent: better === 'less' ? null : shareOfTarget(value, target),
  met: value === null ? null : better === 'less' ? !isNegative(minus(target, value)) : !isNegative(minus(value, target)),
})

/** How much of a target is reached, in per cent with one decimal. */
const shareOfTarget = (value: string | null, target: string): string | null => {
  if (value === null || Number(target) === 0) return null
  const [top, bottom] = [value, target].map(hundredths)
  return quotient(top ?? 0n, bottom ?? 1n, 1, 100n)
}

const figuresHandler = implementQuery(askFigures, async (context, { ids, ...where }) => {
  const asked = askedOf(context, where)
  const wanted = ids.map(getDefinition)
  const [known, place, below, targets] = [await know(context, asked, wanted, 'place'), await store.getPlace(context.db, asked.place), await store.placesBelow(context.db, asked.place), await store.targetsOf(context.db, partsOf(asked.asOf).year, asked.place)]
  return {
    asOf: asked.asOf,
    place,
    figures: wanted.map((definition) => figureOf(known, definition, targets)),
    places: below.map((one) => ({ ...one, figures: wanted.map((definition) => ({ id: definition.id, value: valueOf(known, definition, asked.asOf, one.code).value, change: told(changeOf(known, definition, one.code)) })) })),
  }
})

const timings = { stock: '时点数：当天在的', flow: '期间数：当年1月1日起', cumulative: '累计数：有记录以来' } as const

const definitionOf = (definition: FigureDefinition) => {
  const sides = countsOf(definition)
  const [first] = sides
  return {
    aliases: [...definition.aliases],
    population: definition.population,
    deduplication: definition.deduplication,
    owner: definition.owner,
    source: definition.source,
    timing: first ? timings[first.timing] : '年度数：当时已公布的最近一年',
    formula: formulaOf(definition),
    sides: sides.map(({ id, name, of }) => ({ figure: id, name, record: of.record, page: of.page, columns: of.columns })),
    breakdowns: breakdownsOf(definition),
    edition: fingerprint(definition),
  }
}

const formulaOf = (definition: FigureDefinition): string | null => {
  if (definition.kind !== 'ratio') return null
  const below = 'figure' in definition.denominator ? getDefinition(definition.denominator.figure).name : definition.denominator.means
  return `${getDefinition(definition.numerator).name} ÷ ${below}`
}

/** Place and industry always; what the records say besides only where both sides of a line are of one source. */
const breakdownsOf = (definition: FigureDefinition): { key: string; label: string }[] => {
  if (definition.kind === 'imported') return [{ key: 'place', label: '地区' }]
  const sources = new Set(countsOf(definition).map(({ of }) => of))
  const [source] = sources
  const own = source && sources.size === 1 && !(definition.kind === 'ratio' && 'statistic' in definition.denominator) ? Object.entries(source.breakdowns ?? {}) : []
  return [{ key: 'place', label: '地区' }, { key: 'industry', label: '重点产业' }, ...own.map(([key, label]) => ({ key, label }))]
}

const partsOfFigure = async (context: ReadContext, known: Known, definition: FigureDefinition, by: string): Promise<Part[]> => {
  const part = (key: string, label: string): Part => {
    const { value, because } = valueOf(known, definition, known.moments.asOf, key)
    return { key, label, value, because, change: told(changeOf(known, definition, key)) }
  }
  if (by === 'place') return (await store.placesBelow(context.db, known.scope)).map(({ code, name }) => part(code, name))
  const keys = new Set([...known.cubes.values()].flatMap((cube) => cube.keys()))
  return [...keys].map((key) => part(key, key)).toSorted((a, b) => Number(b.value ?? 0) - Number(a.value ?? 0))
}

/** Ends of the years before and the day itself, each against the one before it; nothing is compared across the end of a running year. */
const historyOf = (known: Known, definition: FigureDefinition) => {
  const { sameDays, asOf } = known.moments
  const days = sameDays.toReversed().map((day): PlainDate => (day === asOf ? asOf : endOfYear(partsOf(day).year)))
  const values = days.map((day) => valueOfYear(known, definition, day))
  return values.map((value, index) => {
    const before = values[index - 1]
    const whole = value.asOf !== asOf || asOf === endOfYear(partsOf(asOf).year)
    return { year: partsOf(value.asOf).year, asOf: value.asOf, value: value.value, change: told(whole ? before && change(value, before) : changeOf(known, definition)) }
  })
}

const figureHandler = implementQuery(askFigure, async (context, { id, by = 'place', ...where }) => {
  const asked = askedOf(context, where)
  const definition = getDefinition(id)
  const described = definitionOf(definition)
  if (!described.breakdowns.some(({ key }) => key === by)) throw new InvalidInput([{ path: 'by', message: `“${definition.name}”不能按“${by}”分，可用：${described.breakdowns.map(({ label }) => label).join('、')}` }])
  const known = await knowBy(context, asked, [definition], by === 'place' ? ['place'] : ['place', by])
  const [whole, cut] = [known.get('place'), known.get(by)]
  if (!whole || !cut) throw new Error(`${definition.id} was not read by ${by}`)
  const place = await store.getPlace(context.db, asked.place)
  const targets = await store.targetsOf(context.db, partsOf(asked.asOf).year, asked.place)
  return {
    asOf: asked.asOf,
    place,
    figure: figureOf(whole, definition, targets),
    definition: described,
    by,
    parts: await partsOfFigure(context, cut, definition, by),
    history: dayBefore(definition, whole.moments) ? historyOf(whole, definition) : [],
  }
})

/** A ratio has no records of its own: those of its numerator stand for it; its denominator is asked for by its own id. */
const countedOf = (id: string): CountDefinition => {
  const [counted] = countsOf(getDefinition(id))
  if (!counted) throw new Missing()
  return counted
}

const asKnownHandler = implementQuery(askAsKnown, async (context, { id, knownOn, ...where }) => {
  const asked = askedOf(context, where)
  if (knownOn > context.today) throw new InvalidInput([{ path: 'knownOn', message: `所知的日期不能晚于今天（${context.today}）` }])
  if (knownOn < asked.asOf) throw new InvalidInput([{ path: 'knownOn', message: `所知的日期不能早于数据时点（${asked.asOf}）：那时还不知道` }])
  const definition = getDefinition(id)
  const now = valueOf(await know(context, asked, [definition], 'nothing'), definition, asked.asOf)
  const then = tellsAsKnown(definition) ? valueOf(await know(context, { ...asked, knownOn }, [definition], 'nothing'), definition, asked.asOf) : { value: null, because: '这类记录按发生日登记、不作更正，没有“当时所知”' }
  const difference = then.value === null || now.value === null ? null : minus(now.value, then.value)
  return { asOf: asked.asOf, knownOn, unit: definition.unit, then: { value: then.value, because: then.because }, now: { value: now.value, because: now.because }, difference: difference === null || isZero(difference) ? null : difference }
})

const recordsHandler = implementList(listRecords, (context, { figure, by, key, ...where }) => {
  const asked = askedOf(context, where)
  return store.recordsBehind(context.db, countedOf(figure), { ...asked, ...(by !== undefined && key !== undefined ? { part: { by, key } } : {}) })
})

const targetsHandler = implementQuery(askTargets, async (context, { year }) => {
  const asked = askedOf(context, { asOf: year < partsOf(context.today).year ? endOfYear(year) : context.today })
  const rows = await store.targetsOf(context.db, year, asked.place)
  const wanted = [...new Set(rows.map(({ figure }) => figure))].flatMap((id) => findDefinition(id) ?? [])
  // A year that has not begun has targets and no facts.
  const begun = year <= partsOf(context.today).year
  const known = wanted.length && begun ? await know(context, asked, wanted, 'place') : undefined
  return {
    targets: rows.flatMap((row) => {
      const definition = findDefinition(row.figure)
      if (!definition) return []
      const fact = known ? valueOf(known, definition, asked.asOf, row.placeCode === asked.place ? undefined : row.placeCode).value : null
      return [{ ...row, name: definition.name, unit: definition.unit, fact, ...reached(definition, fact, row.value) }]
    }),
  }
})

const setTargetHandler = implement(setTarget, async ({ db, actor, today, refuse, touched }, { figure, placeCode, year, value, document }) => {
  const definition = findDefinition(figure)
  if (!definition) return refuse('noSuchFigure', figure)
  if (year < partsOf(today).year) refuse('yearOver', `${year}年`)
  if (actor.scope === undefined || !placeCode.startsWith(actor.scope) || !(await store.placesFrom(db, actor.scope)).some(({ code }) => code === placeCode)) refuse('notYourPlace')
  if (definition.unit !== 'share' && definition.unit !== 'squareMetre' && definition.kind !== 'mean' && value.includes('.')) refuse('wholeNumber')
  if (definition.unit === 'share' && Number(value) > 100) refuse('shareTooLarge')
  const replaced = await store.writeTarget(db, { figure, placeCode, year, value, document, setBy: actor.accountId ?? null })
  touched({ figure, place: placeCode, year: String(year) })
  return { replaced }
})

const catalogueHandler = implementQuery(askCatalogue, async (context) => ({
  figures: definitions.map((definition) => ({ id: definition.id, name: definition.name, aliases: [...definition.aliases], unit: definition.unit, owner: definition.owner, population: definition.population, formula: formulaOf(definition) })),
  places: await store.placesFrom(context.db, askedOf(context, {}).place),
}))

export const indicatorHandlers = [figuresHandler, figureHandler, asKnownHandler, recordsHandler, targetsHandler, setTargetHandler, catalogueHandler]
