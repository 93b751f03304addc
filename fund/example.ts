import { sql } from 'kysely'
import { dateOf } from '../kernel/calendar/plain-date.ts'
import type { Tx } from '../kernel/db/database.ts'
import { fen, wan, type Id, type PlainDate } from '../kernel/types.ts'
import { move, post } from './ledger.ts'

/** Money of the example city 青屿市 (invented): this year's and last year's special fund with its lines. */
const city = '9801'
const promisedFloor = wan(30_000)

/** 万元 a year; together the 3 亿 that the city promised. */
const lines = [
  { code: 'talent/team', title: '团队项目资助', wan: 9_000, programme: '高层次人才引进计划' },
  { code: 'talent/settling-in', title: '安家补贴', wan: 6_000, programme: '高层次人才引进计划' },
  { code: 'talent/living', title: '生活补贴', wan: 3_600, programme: '名校优生引进计划' },
  { code: 'talent/employer-share', title: '单位引才薪酬补助', wan: 2_400, programme: '高层次人才引进计划' },
  { code: 'talent/platform', title: '创新平台建设资助', wan: 2_500 },
  { code: 'talent/rent', title: '租房补贴', wan: 1_600, programme: '名校优生引进计划' },
  { code: 'talent/skilled', title: '技能人才津贴', wan: 1_800, programme: '技能人才振兴计划' },
  { code: 'talent/startup', title: '创业扶持', wan: 1_300 },
  { code: 'talent/training', title: '继续教育与培养', wan: 800 },
  { code: 'talent/honour', title: '荣誉奖励', wan: 600 },
  { code: 'talent/referral', title: '引才奖励', wan: 400 },
] as const

const ownLine = { place: '980105', code: 'talent/living', title: '生活补贴（县级）', wan: 600 }

/** Codes of the example city's lines, for the measures of its library. */
export const exampleBudgetCodes = lines.map(({ code }) => code)
export const exampleBudgetLines = lines.map(({ title }) => title)

/**
 * Opens the example city's special fund for last year and this year and allots its lines, as the system. Expects the place 9801.
 * Safe to call twice: a year that is there already is left alone.
 */
export const exampleFund = async (db: Tx, { today }: { today: PlainDate }): Promise<void> => {
  const thisYear = Number(today.slice(0, 4))
  for (const year of [thisYear - 1, thisYear]) {
    await openYear(db, year)
    await openCounty(db, year)
  }
}

/** 岚山县 has a line of its own beside the city's, so that what it shares is paid from both; the other counties settle with the city. */
const openCounty = async (db: Tx, year: number): Promise<void> => {
  const known = await db.selectFrom('kernel.place').select('code').where('code', '=', ownLine.place).executeTakeFirst()
  const opened =
    known &&
    (await db
      .insertInto('fund.specialFund')
      .values({ year, placeCode: ownLine.place, title: `岚山县人才发展专项资金（${year} 年度）`, promisedFloorFen: fen(0n), floorDocument: '没有承诺下限' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst())
  if (!opened) return
  const { code, title, place: placeCode } = ownLine
  const { id } = await db.insertInto('fund.budgetLine').values({ fundId: opened.id, code, title, year, placeCode }).returning(sql<Id<'budgetLine'>>`id`.as('id')).executeTakeFirstOrThrow()
  await post(db, [{ kind: 'allot', day: dateOf(year, 1, 1), placeCode, document: `岚财行〔${year}〕1 号`, says: `年初预算下达 ${title}`, legs: move(id, 'appropriation', 'available', wan(ownLine.wan)) }])
}

const openYear = async (db: Tx, year: number): Promise<void> => {
  const document = `青财行〔${year}〕3 号`
  const opened = await db
    .insertInto('fund.specialFund')
    .values({ year, placeCode: city, title: `青屿市人才发展专项资金（${year} 年度）`, promisedFloorFen: promisedFloor, floorDocument: '青委发〔2023〕12 号：每年安排不少于 3 亿元' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return
  const made = await db
    .insertInto('fund.budgetLine')
    .values(lines.map((line) => ({ fundId: opened.id, code: line.code, title: line.title, year, placeCode: city, programme: 'programme' in line ? line.programme : null })))
    .returning([sql<Id<'budgetLine'>>`id`.as('id'), 'code', 'title'])
    .execute()
  await post(
    db,
    lines.flatMap((line) =>
      made
        .filter(({ code }) => code === line.code)
        .map(({ id, title }) => ({
          kind: 'allot' as const,
          day: dateOf(year, 1, 1),
          placeCode: city,
          document,
          says: `年初预算下达 ${title}`,
          legs: move(id, 'appropriation', 'available', wan(line.wan)),
        })),
    ),
  )
}
