import { implementQuery, Missing, type ReadContext } from '../../kernel/implement.ts'
import { fingerprint } from '../change.ts'
import { isZero, minus } from '../decimal.ts'
import { findDefinition } from '../definitions/index.ts'
import { readId } from '../writing/bind/choice.ts'
import type { Binding } from '../writing/types.ts'
import { readIndicator } from '../writing/value.ts'
import { scaledTo, trimmed } from '../writing/written.ts'
import { askUses } from './contract.ts'
import * as store from './store.ts'

/** Every use with the same number read anew: what was corrected or entered later shows as a difference. */

type Row = Awaited<ReturnType<typeof store.usesOf>>[number]

const bindingOf = ({ bindingId, placeCode, periodFrom, periodTo, sinceFrom, sinceOn }: Row): Binding | undefined => {
  const read = readId(bindingId)
  return read && { kind: 'indicator', id: bindingId, ...read, place: placeCode, period: { from: periodFrom, to: periodTo }, ...(sinceOn === null ? {} : { since: sinceOn }), ...(sinceFrom === null ? {} : { sinceFrom }) }
}

const nowOf = async (context: ReadContext, row: Row, edition: string): Promise<{ now: string | null; because: string | null; difference: string | null }> => {
  const binding = bindingOf(row)
  if (!binding) return { now: null, because: '编号已经不认得', difference: null }
  const { value, unit, because } = await readIndicator(context, binding, row.asOf)
  if (value === null) return { now: null, because, difference: null }
  const now = unit === 'fen' ? trimmed(scaledTo(value, 100n, 2)) : value
  // Another definition would make a difference that says nothing of the city.
  if (row.edition !== edition) return { now, because: '口径在使用以后改过，不能相减', difference: null }
  const difference = minus(now, row.value)
  return { now, because: null, difference: isZero(difference) ? null : trimmed(difference) }
}

const usesHandler = implementQuery(askUses, async (context, { figure, limit }) => {
  const definition = findDefinition(figure)
  if (!definition) throw new Missing()
  const edition = fingerprint(definition)
  const rows = await store.usesOf(context.db, figure, limit)
  const uses = await Promise.all(rows.map(async (row) => {
    const { bindingId: _, edition: __, placeCode: ___, sinceFrom: ____, sinceOn: _____, asOf: ______, ...shown } = row
    return { ...shown, ...(await nowOf(context, row, edition)) }
  }))
  return { total: await store.countUses(context.db, figure), uses }
})

export const useHandlers = [usesHandler]
