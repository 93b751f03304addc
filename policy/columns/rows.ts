import { surroundings } from '../explain/judge.ts'
import { asideVerdicts, compare, isAmong } from './comparison.ts'
import type { GroupKey } from './grouping.ts'
import type { DerivedStore } from './plan/derived.ts'
import type { Dimension, RowsAnswer, RowsQuestion } from './question.ts'
import type { Engine } from './run/engine.ts'
import { Assembler } from './run/program.ts'
import { Bitmap } from './store/memory.ts'
import { RowFacts, type Table } from './store/table.ts'
import { verdictOf } from './verdict.ts'
import { groupingOf } from './what-if.ts'

/** Whom a figure of a what-if stands for, a page at a time in row order. */
export function askRows(table: Table, store: DerivedStore, engine: Engine, question: RowsQuestion): RowsAnswer {
  const { now, draft, which, group, offset, limit } = question
  const comparison = compare(table, store, { ...question, drafts: [draft] })
  const found = new Bitmap(table.memory, table.blocks)
  const [scenario] = comparison.drafts
  if (scenario) {
    const assembler = new Assembler(table.memory)
    for (const logic of [comparison.now?.outcome, scenario.scenario.outcome, scenario.more, scenario.less, comparison.within]) if (logic) assembler.expect(logic)
    const regular = assembler.piece(table.regular)
    const live = comparison.within ? assembler.combine('and', regular, assembler.bits(comparison.within).t) : regular
    const answer = (logic: typeof scenario.scenario.outcome) => {
      const [t, f] = [assembler.take(), assembler.take()]
      assembler.answer(logic, live, t, f, assembler.counter(2))
      return { t, f }
    }
    const before = comparison.now && answer(comparison.now.outcome)
    const after = answer(scenario.scenario.outcome)
    const to = assembler.piece(found)
    const nobody = (): void => assembler.emit(6, to, 0)
    switch (which) {
      case 'eligible': assembler.combine('and', after.t, after.t, to); break
      case 'unknown': assembler.combine('and not', assembler.combine('and not', live, after.t), after.f, to); break
      case 'newly-in': assembler.combine('and not', after.t, before?.t ?? after.f, to); break
      case 'newly-out': if (before) assembler.combine('and not', before.t, after.t, to); else nobody(); break
      case 'raised': case 'lowered': {
        const change = which === 'raised' ? scenario.more : scenario.less
        if (before && change) assembler.combine('and', assembler.combine('and', before.t, after.t), assembler.bits(change).t, to)
        else nobody()
      }
    }
    const program = assembler.finish()
    engine.execute(program, table.blocks)
    program.free()
  }
  for (const { row, before, after } of asideVerdicts(table, question, now, [draft])) found.set(row, after[0] !== undefined && isAmong(which, before, after[0]))
  const inGroup = group ? groupTest(table, store, group.by, group.key, question.on) : () => true
  const page: number[] = []
  let total = 0
  for (let block = 0; block < table.blocks; block += 1) {
    found.each(block, (row) => {
      if (!inGroup(row)) return
      if (total >= offset && page.length < limit) page.push(row)
      total += 1
    })
  }
  found.free()
  const facts = new RowFacts(table)
  const fenOf = (edition: typeof draft, row: number): bigint | null => {
    facts.row = row
    return verdictOf(edition, surroundings(facts, question.on, question.library, [edition.measure])).fen
  }
  return { total, rows: page.map((row) => ({ id: table.idOf(row), fenNow: now ? fenOf(now, row) : null, fen: fenOf(draft, row) })) }
}

function groupTest(table: Table, store: DerivedStore, by: readonly Dimension[], key: GroupKey, on: string): (row: number) => boolean {
  const grouping = groupingOf(table, store, by, on)
  const wanted = JSON.stringify(key)
  const number = grouping.keys.findIndex((candidate, i) => i > 0 && JSON.stringify(candidate) === wanted)
  return (row) => {
    const subject = table.aside.get(row)
    if (!subject) return grouping.number(row) === number
    const place = table.place.read(row)
    return JSON.stringify(grouping.keyOfSubject(subject, typeof place === 'string' ? place : null)) === wanted
  }
}
