import type { Tx } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery, Missing, type ReadContext } from '../../kernel/implement.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { ownedBy, sameHand, yuanOf } from '../desk.ts'
import { contentOf, differsBy } from './content.ts'
import { getPeriod, getSheet, listSheets, listUnsigned, prepareSheet, returnSheet, sheetCan, signSheet, type SheetContent, type SheetKind } from './contract.ts'
import { periodOf, type Days } from './period.ts'
import { noSeal, sealOf } from './seal.ts'
import * as store from './store.ts'

/** 对账、编制、签字: what each verb of the sheets does. */

/** What the ledger says of the period now. */
const look = async ({ db, today }: Pick<ReadContext, 'db' | 'today'>, fundId: Id<'specialFund'>, kind: SheetKind, days: Days): Promise<SheetContent> => {
  const before = await store.lastSigned(db, fundId, kind, days.from)
  const daily = kind === 'month' ? await store.signedDays(db, fundId, days.from, days.to) : undefined
  // A chain that begins in the middle of a month has no daily sheets of the days before it: then the month stands by itself.
  const first = daily?.length ? await store.movedDays(db, fundId, { after: null, to: days.to }) : []
  const complete = daily !== undefined && daily.length >= first.filter((day) => day >= days.from).length
  return contentOf(db, { fundId, days, today, before: before && store.readContent(before.content), daily: complete ? daily : undefined })
}

/** The first day with movements that has no signature though a later period is looked at; none before the first sheet of all. */
const firstUnsigned = async (db: Tx, fundId: Id<'specialFund'>, kind: SheetKind, { from }: Days): Promise<PlainDate | undefined> => {
  const last = await store.lastSigned(db, fundId, kind, from)
  const [missed] = last ? await store.movedDays(db, fundId, { after: last.toOn, to: from }) : []
  return missed !== undefined && missed < from ? missed : undefined
}

const periodHandler = implementQuery(getPeriod, async (context, { fundId, kind, day }) => {
  const fund = await store.getFund(context.db, fundId)
  // A county reads the city's lines but not all of their entries: a sum of what it sees would be no balance.
  if (!ownedBy(fund, context.actor.scope)) throw new Missing()
  const days = periodOf(kind, day)
  return {
    fundId,
    fundTitle: fund.title,
    placeName: fund.placeName,
    kind,
    fromOn: days.from,
    toOn: days.to,
    over: days.to < context.today,
    signFirst: (await firstUnsigned(context.db, fundId, kind, days)) ?? null,
    sheet: (await store.sheetOfPeriod(context.db, fundId, kind, days.from)) ?? null,
    content: await look(context, fundId, kind, days),
  }
})

const listHandler = implementList(listSheets, ({ db }, { kind, state, fundId }) => {
  let rows = store.sheets(db)
  if (kind) rows = rows.where('s.kind', '=', kind)
  if (state) rows = rows.where('s.state', '=', state)
  if (fundId) rows = rows.where('s.fundId', '=', fundId)
  return rows
})

const getHandler = implementQuery(getSheet, async ({ db, actor }, { sheetId }) => {
  const { placeCode: _, preparedBy, preparerPerson, content, ...sheet } = await store.getSheet(db, sheetId)
  const broken = sheet.state === 'signed' ? await store.brokenSheets(db, sheet.fundId, sheet.kind, noSeal) : undefined
  return {
    ...sheet,
    previousNumber: sheet.previousSeal === null ? null : ((await store.previousOf(db, sheet.fundId, sheet.kind, sheet.previousSeal))?.number ?? null),
    intact: broken === undefined ? null : !broken.includes(sheet.number),
    mine: sameHand({ account: preparedBy, person: preparerPerson }, actor),
    content: store.readContent(content),
  }
})

const unsignedHandler = implementQuery(listUnsigned, async ({ db, actor, today }) => {
  const funds = await store.unsignedFunds(db, today)
  return { funds: funds.map(({ placeCode, ...fund }) => ({ ...fund, own: placeCode === actor.scope })) }
})

const prepareHandler = implement(prepareSheet, async (context, { fundId, kind, day }) => {
  const { db, actor, today, refuse, touched } = context
  const fund = await store.getFund(db, fundId)
  if (fund.placeCode !== actor.scope) refuse('notYourFund')
  const days = periodOf(kind, day)
  if (days.to >= today) refuse('notOver', days.to)
  await store.lockFund(db, fundId)
  const last = await store.lastSigned(db, fundId, kind)
  if ((last && last.toOn >= days.from) || (await store.sheetOfPeriod(db, fundId, kind, days.from))) refuse('alreadyThere')
  const missed = await firstUnsigned(db, fundId, kind, days)
  if (missed) refuse('earlierUnsigned', missed)
  if (kind === 'month') {
    const through = (await store.lastSigned(db, fundId, 'day'))?.toOn ?? null
    const [unsigned] = (await store.movedDays(db, fundId, { after: through, to: days.to })).filter((moved) => moved >= days.from)
    if (unsigned) refuse('daysUnsigned', unsigned)
  }
  const content = await look(context, fundId, kind, days)
  const differsFen = differsBy(content)
  const made = await store.insertSheet(db, { fundId, placeCode: fund.placeCode, kind, fromOn: days.from, toOn: days.to, content: store.written(content), differsFen, preparerName: actor.name, preparerPerson: humanOf(actor) })
  if (!made) return refuse('alreadyThere')
  touched({ sheetId: made.id, number: made.number })
  return { sheetId: made.id, number: made.number, differsFen }
})

const signHandler = implement(signSheet, async (context, { sheetId }) => {
  const { db, actor, refuse, touched } = context
  const sheet = await store.getSheetForUpdate(db, sheetId)
  if (!sheetCan.sign(sheet)) refuse('notPrepared')
  if (sheet.placeCode !== actor.scope) refuse('notYourFund')
  if (sameHand({ account: sheet.preparedBy, person: sheet.preparerPerson }, actor)) refuse('sameHand')
  if (sheet.differsFen !== 0n) refuse('differs', yuanOf(sheet.differsFen))
  await store.lockFund(db, sheet.fundId)
  const now = await look(context, sheet.fundId, sheet.kind, { from: sheet.fromOn, to: sheet.toOn })
  if (ledgerOf(now) !== ledgerOf(store.readContent(sheet.content))) refuse('changed')
  // What came apart on another day since then stops this one too.
  if (differsBy(now) !== 0n) refuse('differs', yuanOf(differsBy(now)))
  const previousSeal = (await store.lastSigned(db, sheet.fundId, sheet.kind))?.seal ?? noSeal
  const seal = sealOf(previousSeal, sheet)
  await store.markSigned(db, sheetId, { seal, previousSeal, signerName: actor.name, signerPerson: humanOf(actor) })
  touched({ number: sheet.number, seal })
  return { number: sheet.number, seal }
})

/** The part of a sheet that must still be true when it is signed. What waits at the bank or on a desk goes on meanwhile. */
const ledgerOf = ({ accounts, movements }: SheetContent): string => store.written({ accounts, movements, checks: [], open: [], pending: [] })

const returnHandler = implement(returnSheet, async ({ db, actor, refuse, touched }, { sheetId, reason }) => {
  const sheet = await store.getSheetForUpdate(db, sheetId)
  if (!sheetCan.giveBack(sheet)) refuse('notPrepared')
  if (sheet.placeCode !== actor.scope) refuse('notYourFund')
  await store.giveBack(db, sheetId, reason)
  touched({ number: sheet.number })
  return { number: sheet.number }
})

export const sheetHandlers = [periodHandler, listHandler, getHandler, unsignedHandler, prepareHandler, signHandler, returnHandler]
