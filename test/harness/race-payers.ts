import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { insertAward, insertInstalments } from '../../fund/award-store.ts'
import { partsOf, type Purse } from '../../fund/awards/parts.ts'
import { payableOf } from '../../fund/awards/payable.ts'
import { commitAward } from '../../fund/index.ts'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import type { Payer } from '../../measures/types.ts'
import { leftOn, type Approve, type Scenario } from './race-scenarios.ts'
import { decisionOf, openRaceLine, scenarios as amountsOf } from './races.ts'
import { city, town } from './stage.ts'

/**
 * Awards that city and county pay from lines of their own. Two counties draw on one line of the city; one line is a fen short of what all together
 * ask of it, the others are ample. Each rival locks two lines, and half of them another pair: who locked them in the order of his own award would
 * wait in a ring.
 */
const halves: Payer[] = [{ purse: 'city', name: '市级', basisPoints: 5_000 }, { purse: 'county', name: '县区', basisPoints: 5_000 }]
const towns = [town, '980104101'] as const

const ownLinesShort = (short: 'city' | 'county', approve: Approve = commitAward): Scenario => ({
  name: `ownLines-${short}Short`,
  lay: async (stage) => {
    const code = `test/line-${randomUUID()}`
    // An odd fen in each: of the amount the city bears the smaller half.
    const asked = amountsOf.mixed.map((amount) => fen(yuan(amount) + 1n))
    const rivals = asked.map((amount, index) => ({ amount, placeCode: towns[short === 'city' ? index % 2 : 0] ?? town, cityPart: amount / 2n }))
    const partOf = ({ amount, cityPart }: { amount: Fen; cityPart: bigint }) => (short === 'city' ? cityPart : amount - cityPart)
    const room = fen(rivals.reduce((sum, rival) => sum + partOf(rival), 0n) - 1n)
    const ample = yuan(1_000_000)
    const [ofCity, ofCounty] = await stage.asSystem(async (db) => {
      const ids = [await openRaceLine(db, code, short === 'city' ? room : ample, stage.today, city)]
      for (const place of ['980101', '980104']) ids.push(await openRaceLine(db, code, short === 'county' ? room : ample, stage.today, place))
      return ids
    })
    const line = short === 'city' ? ofCity : ofCounty
    if (!line) throw new Error('a line was opened')
    return {
      rivals: rivals.map((rival) => ({
        asks: partOf(rival),
        tries: () =>
          stage.asSystem(async (db) => {
            const { amount, placeCode } = rival
            return (await approve(db, decisionOf(code, amount, { decidedOn: stage.today, placeCode, schedule: [{ no: 1, dueOn: stage.today, amount, condition: null, payers: halves }] }))).ok
          }),
      })),
      left: leftOn(stage, { id: line, code }),
    }
  },
})

export const ownLines: readonly Scenario[] = [ownLinesShort('city'), ownLinesShort('county')]

/** The scenario of the county's line, by whatever way of deciding is planted. */
export const ownLinesWith = (approve: Approve): Scenario => ownLinesShort('county', approve)

/** The planted fault: reads what each line has left, decides, then writes both parts, with no line locked. */
export const sumThenInsertBoth: Approve = async (db, decided) => {
  const { rows } = await sql<{ id: Id<'budgetLine'>; purse: Purse; title: string; left: Fen }>`
    select l.id, case when length(l.place_code) = 4 then 'city' else 'county' end as purse, l.title,
      (l.appropriated_fen - (select coalesce(sum(i.amount_fen), 0) from fund.instalment i where i.line_id = l.id))::bigint as left
    from fund.budget_line l where l.code = ${decided.budget} and starts_with(${decided.placeCode}, l.place_code)`.execute(db)
  const lines = Object.fromEntries(rows.map(({ purse, id, title }) => [purse, { id, title }]))
  const lead = rows.find(({ purse }) => purse === 'city')
  if (!lead) throw new Error('the city has no line')
  const { caseId, caseNumber, editionId, measure, title, holder, payeeName, placeCode, decidedOn, amount } = decided
  const { parts } = partsOf(decided.schedule, { way: 'ownLines', lineId: lead.id, lines })
  if (parts.some((part) => (rows.find(({ id }) => id === part.lineId)?.left ?? 0n) < part.amount)) return { ok: false, reason: 'budgetShort', shortBy: fen(1n) }
  const city = fen(parts.reduce((sum, { cityBears }) => sum + cityBears, 0n))
  const grossedUp = fen(0n)
  const shares = { cityShare: city, countyShare: fen(amount - city) }
  const award = await insertAward(db, { caseId, caseNumber, editionId, measure, title, payeeName, placeCode, decidedOn, holder, amount, grossedUp, ...shares, way: 'ownLines', lineId: lead.id, onceKey: null, groupCode: null, kept: null, from: decidedOn, to: decidedOn })
  if (!award) return { ok: false, reason: 'alreadyAwarded' }
  await insertInstalments(db, { id: award.id, lineId: lead.id, placeCode, holder }, await payableOf(db, holder, parts, decidedOn), decidedOn)
  return { ok: true, awardId: award.id, amount, signBy: null }
}
