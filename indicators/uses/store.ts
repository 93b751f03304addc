import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { fingerprint } from '../change.ts'
import { findDefinition } from '../definitions/index.ts'
import type { Binding } from '../writing/types.ts'
import type { UseKind } from './contract.ts'

/** One number of a paper, with what it meant. */
export interface Used {
  binding: Binding
  title: string
  value: string
  unit: string
  written: string
}
export interface Paper {
  kind: UseKind
  title: string
  asOf: PlainDate
  /** Whose paper it is. */
  scope: string
}

/** Keeps which figures a paper used. The same paper taken twice on a day is one use; names, parameters and numbers from outside are no figures of the house. */
export const recordUses = async ({ db, actor, today }: Pick<ReadContext, 'db' | 'actor' | 'today'>, { kind, title, asOf, scope }: Paper, all: readonly Used[]): Promise<void> => {
  const rows = all.flatMap(({ binding, ...used }) => {
    const definition = findDefinition(binding.figure ?? '')
    if (binding.kind !== 'indicator' || !definition) return []
    return [{
      figure: definition.id, bindingId: binding.id, bindingTitle: used.title, edition: fingerprint(definition), placeCode: binding.place, periodFrom: binding.period.from, periodTo: binding.period.to,
      sinceFrom: binding.sinceFrom ?? null, sinceOn: binding.since ?? null, asOf, value: used.value, unit: used.unit, written: used.written, kind, title: [...(title.trim() || '未命名的文稿')].slice(0, 120).join(''),
      readerPlace: scope, usedBy: actor.accountId ?? '', usedByName: actor.name, usedOn: today,
    }]
  })
  if (rows.length) await db.insertInto('indicators.figureUse').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
}

export const usesOf = (db: Tx, figure: string, limit: number) =>
  db
    .selectFrom('indicators.figureUse as u')
    .innerJoin('kernel.place as p', 'p.code', 'u.placeCode')
    .select([
      sql<string>`u.id::text`.as('id'), sql<UseKind>`u.kind`.as('kind'), 'u.title', 'u.usedByName', 'u.usedOn', 'u.bindingId', 'u.bindingTitle', 'u.edition', 'u.placeCode', 'p.name as placeName',
      'u.periodFrom', 'u.periodTo', 'u.sinceFrom', 'u.sinceOn', 'u.asOf', 'u.value', 'u.unit', 'u.written',
    ])
    .where('u.figure', '=', figure)
    .orderBy('u.id', 'desc')
    .limit(limit)
    .execute()

export const countUses = async (db: Tx, figure: string): Promise<number> => Number((await db.selectFrom('indicators.figureUse').select(sql<bigint>`count(*)`.as('total')).where('figure', '=', figure).executeTakeFirstOrThrow()).total)
