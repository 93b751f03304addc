import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { SheetContent, type SheetKind, type SheetState } from './contract.ts'
import { sealOf } from './seal.ts'

/** Queries of the sheets. */

export const getFund = async (db: Tx, fundId: Id<'specialFund'>) => {
  const found = await db.selectFrom('fund.specialFund as f').innerJoin('kernel.place as p', 'p.code', 'f.placeCode').select([sql<Id<'specialFund'>>`f.id`.as('id'), 'f.title', 'f.placeCode', 'p.name as placeName']).where('f.id', '=', fundId).executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const sheets = (db: Tx) =>
  db
    .selectFrom('fund.sheet as s')
    .innerJoin('fund.specialFund as f', 'f.id', 's.fundId')
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .select([
      sql<Id<'sheet'>>`s.id`.as('id'),
      's.number',
      sql<Id<'specialFund'>>`s.fund_id`.as('fundId'),
      'f.title as fundTitle',
      'p.name as placeName',
      sql<SheetKind>`s.kind`.as('kind'),
      's.fromOn',
      's.toOn',
      sql<SheetState>`s.state`.as('state'),
      's.differsFen',
      's.preparerName',
      's.preparedAt',
      's.signerName',
      's.signedAt',
    ])

const whole = (db: Tx, sheetId: Id<'sheet'>) => sheets(db).select(['s.placeCode', 's.content', 's.seal', 's.previousSeal', 's.returnReason', 's.preparedBy', 's.preparerPerson']).where('s.id', '=', sheetId)

export const getSheet = async (db: Tx, sheetId: Id<'sheet'>) => {
  const found = await whole(db, sheetId).executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

/** Locked until the verb ends: of two who sign at once, the second finds it signed. */
export const getSheetForUpdate = async (db: Tx, sheetId: Id<'sheet'>) => {
  const found = await whole(db, sheetId).forUpdate('s').executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

/** The frozen text as it was written, and back. */
export const written = (content: SheetContent): string => JSON.stringify(z.encode(SheetContent, content))
export const readContent = (text: string): SheetContent => z.decode(SheetContent, JSON.parse(text))

/** The sheet of this period that was not given back. */
export const sheetOfPeriod = (db: Tx, fundId: Id<'specialFund'>, kind: SheetKind, from: PlainDate) =>
  db.selectFrom('fund.sheet').select([sql<Id<'sheet'>>`id`.as('id'), 'number', sql<SheetState>`state`.as('state')]).where('fundId', '=', fundId).where('kind', '=', kind).where('fromOn', '=', from).where('state', '<>', 'returned').executeTakeFirst()

/** The last signed sheet of a kind, of all or before a day. */
export const lastSigned = async (db: Tx, fundId: Id<'specialFund'>, kind: SheetKind, before?: PlainDate) => {
  let rows = db.selectFrom('fund.sheet').select(['number', 'toOn', 'content', sql<string>`seal`.as('seal')]).where('fundId', '=', fundId).where('kind', '=', kind).where('state', '=', 'signed')
  if (before) rows = rows.where('toOn', '<', before)
  return rows.orderBy('toOn', 'desc').limit(1).executeTakeFirst()
}

export const signedDays = async (db: Tx, fundId: Id<'specialFund'>, from: PlainDate, to: PlainDate): Promise<SheetContent[]> => {
  const rows = await db.selectFrom('fund.sheet').select('content').where('fundId', '=', fundId).where('kind', '=', 'day').where('state', '=', 'signed').where('fromOn', '>=', from).where('toOn', '<=', to).orderBy('fromOn').execute()
  return rows.map(({ content }) => readContent(content))
}

/** Days after `after` up to `to` on which something was posted to the fund, oldest first. */
export const movedDays = async (db: Tx, fundId: Id<'specialFund'>, { after, to }: { after: PlainDate | null; to: PlainDate }): Promise<PlainDate[]> => {
  const { rows } = await sql<{ day: PlainDate }>`
    select distinct o.day from fund.posting o where o.day <= ${to} and (${after}::date is null or o.day > ${after})
      and exists (select from fund.entry e join fund.budget_line l on l.id = e.line_id where e.posting_id = o.id and l.fund_id = ${fundId}) order by o.day`.execute(db)
  return rows.map(({ day }) => day)
}

/** Waits for whoever is posting to the fund at this moment, and holds up who comes next until the verb ends. */
export const lockFund = async (db: Tx, fundId: Id<'specialFund'>): Promise<void> => {
  await sql`select fund.lock_fund(${fundId})`.execute(db)
}

interface NewSheet {
  fundId: Id<'specialFund'>
  placeCode: string
  kind: SheetKind
  fromOn: PlainDate
  toOn: PlainDate
  content: string
  differsFen: Fen
  preparerName: string
  preparerPerson: string | null
}
/** Undefined when somebody prepared the same period at the same moment. */
export const insertSheet = (db: Tx, sheet: NewSheet) =>
  db
    .insertInto('fund.sheet')
    .values({ ...sheet, preparedBy: sql<string>`kernel.actor()`, number: sql<string>`kernel.next_number(${`${sheet.kind === 'day' ? 'RB' : 'YB'}${sheet.fromOn.slice(0, 4)}`})` })
    .onConflict((conflict) => conflict.doNothing())
    .returning([sql<Id<'sheet'>>`id`.as('id'), 'number'])
    .executeTakeFirst()

export const markSigned = async (db: Tx, sheetId: Id<'sheet'>, signing: { seal: string; previousSeal: string; signerName: string; signerPerson: string | null }): Promise<void> => {
  await db.updateTable('fund.sheet').set({ ...signing, state: 'signed', signedBy: sql<string>`kernel.actor()`, signedAt: sql<string>`now()` }).where('id', '=', sheetId).execute()
}

export const giveBack = async (db: Tx, sheetId: Id<'sheet'>, returnReason: string): Promise<void> => {
  await db.updateTable('fund.sheet').set({ state: 'returned', returnReason }).where('id', '=', sheetId).execute()
}

/** The signed sheet that a signed sheet follows; undefined for the first, and where the chain is broken. */
export const previousOf = (db: Tx, fundId: Id<'specialFund'>, kind: SheetKind, previousSeal: string) =>
  db.selectFrom('fund.sheet').select('number').where('fundId', '=', fundId).where('kind', '=', kind).where('seal', '=', previousSeal).executeTakeFirst()

/** Numbers of signed sheets of this fund and kind whose content no longer gives their seal, or that do not follow the one before. */
export const brokenSheets = async (db: Tx, fundId: Id<'specialFund'>, kind: SheetKind, first: string): Promise<string[]> => {
  const rows = await db.selectFrom('fund.sheet').select(['number', 'fundId', 'fromOn', 'toOn', 'content', 'seal', 'previousSeal']).where('fundId', '=', fundId).where('kind', '=', kind).where('state', '=', 'signed').orderBy('toOn').execute()
  let expected = first
  const broken: string[] = []
  for (const row of rows) {
    const seal = sealOf(expected, { ...row, kind })
    if (row.previousSeal !== expected || row.seal !== seal) broken.push(row.number)
    expected = row.seal ?? seal
  }
  return broken
}

export interface UnsignedFund {
  fundId: Id<'specialFund'>
  fundTitle: string
  placeName: string
  placeCode: string
  signedThrough: PlainDate | null
  unsigned: number
  days: PlainDate[]
  months: PlainDate[]
}

/** By fund in sight: the days before today on which something moved and that no sheet closes, the last ten of them, and the months likewise. */
export const unsignedFunds = async (db: Tx, today: PlainDate): Promise<UnsignedFund[]> => {
  const { rows } = await sql<UnsignedFund>`
    with funds as materialized (
      select f.id, f.title, f.place_code, p.name, f.year, (select max(s.to_on) from fund.sheet s where s.fund_id = f.id and s.kind = 'day' and s.state = 'signed') as through,
        (select max(s.to_on) from fund.sheet s where s.fund_id = f.id and s.kind = 'month' and s.state = 'signed') as month_through
      from fund.special_fund f join kernel.place p on p.code = f.place_code where kernel.sees_place(f.place_code)
    ), moved as (
      select distinct l.fund_id, o.day from fund.posting o join fund.entry e on e.posting_id = o.id join fund.budget_line l on l.id = e.line_id where o.day < ${today}
    )
    select f.id as fund_id, f.title as fund_title, f.name as place_name, f.place_code, f.through as signed_through,
      (select count(*)::int from moved m where m.fund_id = f.id and (f.through is null or m.day > f.through)) as unsigned,
      array(select to_char(m.day, 'YYYY-MM-DD') from (
        select d.day from moved d where d.fund_id = f.id and (f.through is null or d.day > f.through) order by case when f.through is null then -extract(epoch from d.day) else extract(epoch from d.day) end limit 10
      ) m order by m.day) as days,
      array(select to_char(m.month, 'YYYY-MM-DD') from (
        select distinct date_trunc('month', d.day)::date as month from moved d where d.fund_id = f.id and f.through is not null and d.day < date_trunc('month', ${today}::date)
          and (case when f.month_through is null then d.day >= date_trunc('month', f.through) else d.day > f.month_through end)
      ) m order by m.month limit 12) as months
    from funds f order by f.year desc, f.place_code`.execute(db)
  return rows
}
