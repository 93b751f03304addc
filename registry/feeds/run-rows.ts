import { randomUUID } from 'node:crypto'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { QuarantineReason } from './contract.ts'
import { decide, type Known } from './decide.ts'
import { draftsOf, type FeedKind, type Values } from './kinds.ts'
import { readRow, type Cells, type Mapping, type ReadRow, type RowProblem } from './mapping.ts'
import { findPeople, type Found, type Search } from './people.ts'
import { findEmployers } from './store.ts'
import { knownOf, noteDue, writeFacts, type FactWrite, type FeedRecord } from './write.ts'

export interface FeedContext {
  readonly sourceId: string
  readonly source: string
  readonly kind: FeedKind
  readonly placeCode: string
  readonly mapping: Mapping
  readonly deliveryId: string
  readonly asOf: PlainDate
  readonly today: PlainDate
}
export interface FeedRow {
  readonly cells: Cells
  readonly formulas: readonly string[]
  /** A clerk has said who it is. */
  readonly person?: Found
}
export type RowOutcome = { readonly outcome: 'new' | 'changed' | 'unchanged' } | { readonly reason: QuarantineReason; readonly problems: readonly RowProblem[] }

const says = (reason: QuarantineReason, problem: string, advice: string): RowOutcome => ({ reason, problems: [{ column: '', problem, advice }] })

/**
 * Rows of one source, read, put to their people, judged and written in this transaction. Of a row in which anything is wrong nothing is written.
 * The caller has said writeAs.
 */
export const runRows = async (db: Tx, context: FeedContext, rows: readonly FeedRow[]): Promise<RowOutcome[]> => {
  const outcomes = new Map<number, RowOutcome>()
  const read: { at: number; row: ReadRow; person: Found | undefined }[] = []
  for (const [at, { cells, formulas, person }] of rows.entries()) {
    const result = readRow(context.kind, context.mapping, cells, { today: context.today, asOf: context.asOf, formulas })
    if ('problems' in result) outcomes.set(at, { reason: 'unreadable', problems: result.problems })
    else read.push({ at, row: result.row, person })
  }
  const searches = await findPeople(db, read.map(({ row }) => row))
  const employers = context.kind === 'insurance' ? await findEmployers(db, read.flatMap(({ row }) => codeOf(row.values) ?? [])) : new Map<string, string>()
  const ready: Ready[] = []
  for (const [index, { at, row, person }] of read.entries()) {
    const search: Search | undefined = person ? { found: person } : searches[index]
    const checked = search && placed(context, row, search, employers)
    if (checked && 'reason' in checked) outcomes.set(at, checked)
    else if (checked) ready.push({ at, ...checked })
  }
  await judge(db, context, ready, outcomes)
  return rows.map((_, at) => outcomes.get(at) ?? { outcome: 'unchanged' })
}

interface Ready {
  readonly at: number
  readonly found: Found
  readonly asOf: PlainDate
  readonly values: Values
}

const codeOf = ({ creditCode }: Values): string | undefined => (typeof creditCode === 'string' ? creditCode : undefined)

const placed = ({ placeCode }: FeedContext, { values, asOf }: ReadRow, search: Search, employers: ReadonlyMap<string, string>): Omit<Ready, 'at'> | Extract<RowOutcome, { reason: QuarantineReason }> => {
  if ('reason' in search) return { reason: search.reason, problems: [{ column: '', problem: search.says, advice: search.advice }] }
  if (!search.found.placeCode.startsWith(placeCode)) return { reason: 'elsewhere', problems: [{ column: '', problem: '此人登记在别的地方', advice: '请由他所在地的来源报送' }] }
  const code = codeOf(values)
  if (code === undefined) return { found: search.found, asOf, values }
  const employer = employers.get(code)
  if (employer === undefined) return { reason: 'unreadable', problems: [{ column: '单位信用代码', problem: '这家单位还没有在本市登记', advice: '登记单位后重读' }] }
  return { found: search.found, asOf, values: { ...values, creditCode: employer } }
}

const judge = async (db: Tx, context: FeedContext, ready: readonly Ready[], outcomes: Map<number, RowOutcome>): Promise<void> => {
  const people = [...new Set(ready.map(({ found }) => found.id))]
  const known = new Map<FeedRecord, Map<string, Known[]>>()
  const writes: FactWrite[] = []
  for (const { at, found, asOf, values } of ready) {
    const rowWrites: FactWrite[] = []
    let outcome: RowOutcome = { outcome: 'unchanged' }
    for (const draft of draftsOf(context.kind, values)) {
      const before = known.get(draft.record) ?? (await knownOf(db, draft.record, people))
      known.set(draft.record, before)
      const decision = decide(before.get(found.id) ?? [], draft, { source: context.source, asOf })
      if ('says' in decision) {
        outcome = says(decision.outcome, decision.says, decision.outcome === 'backwards' ? '通常可以放弃；确要改的，请来源部门以新的截至日期报送' : '请与说法不同的部门核对；原有事实有误的，走更正申请')
        break
      }
      if (decision.outcome === 'unchanged') continue
      if (!('outcome' in outcome) || outcome.outcome !== 'changed') outcome = { outcome: decision.outcome }
      rowWrites.push(...decision.writes.map(({ at: row, columns }) => ({ id: row ?? newId(), isNew: row === undefined, columns: said(columns), record: draft.record, personId: found.id, placeCode: found.placeCode, asOf })))
    }
    outcomes.set(at, outcome)
    if ('reason' in outcome) continue
    // A later row of the same person sees what this one has said.
    for (const write of rowWrites) remember(known, write, context.source)
    writes.push(...rowWrites)
  }
  await noteDue(db, context, [...new Set(writes.map(({ personId }) => personId))])
  await writeFacts(db, context, merged(writes))
}

const remember = (known: Map<FeedRecord, Map<string, Known[]>>, { record, personId, id, columns, asOf }: FactWrite, source: string): void => {
  const rows = known.get(record)?.get(personId) ?? []
  const told = { ...columns, id, source, as_of: asOf, verification: 'verified' }
  const index = rows.findIndex((row) => row['id'] === id)
  if (index >= 0) rows[index] = { ...rows[index], ...told }
  else rows.push(told)
  known.get(record)?.set(personId, rows)
}

/** Two rows of one delivery about one row of the registry become one write. */
const merged = (writes: readonly FactWrite[]): FactWrite[] => {
  const out = new Map<string, FactWrite>()
  for (const write of writes) {
    const before = out.get(write.id)
    out.set(write.id, before ? { ...before, columns: { ...before.columns, ...write.columns }, asOf: write.asOf } : write)
  }
  return [...out.values()]
}

/** What a row leaves open is left to the column's own default. */
const said = (columns: Values): Values => Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))

/** In the order of time like the database's own, so that the figures "as known then" know since when. */
const newId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
