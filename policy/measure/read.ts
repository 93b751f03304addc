import { Source, type Item, type Mapping } from '../document/reader.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import type { Expr } from '../language/expression.ts'
import { booleanType } from '../language/type.ts'
import type { Scope } from '../language/scope.ts'
import { holders, roads, stages, type Alternative, type Condition, type Edition, type Example, type Give, type Holder } from './edition.ts'
import { readGive } from './read-give.ts'
import { readRecognises } from './read-recognises.ts'
import { inForceCondition, readAllocation, readCombine, readLimits, readObligation, readPath } from './read-procedure.ts'
import { readPapers } from './read-papers.ts'
import { either, readRule, type Reading } from './read-rule.ts'

const refused: Expr = { op: 'constant', value: null, type: booleanType, from: 0, to: 0 }

const roadNames = Object.keys(roads) as (keyof typeof roads)[]
const editionKeys = ['measure', 'edition', 'title', 'document', 'stage', 'for', 'inForce', 'note', 'conditions', 'anyOf', 'gives', 'combine', 'limits', 'allocation', 'obligation', 'delivery', 'path', 'papers', 'recognises', 'baseFacts', 'examples']

/**
 * Reads one measure file. What the format has no place for is refused, never ignored. The edition is undefined when its
 * head cannot be read; with an error in a part, the other parts are still read so that all complaints come at once.
 */
export function readEdition(file: string, text: string, scope: Scope): { edition?: Edition; diagnostics: readonly Diagnostic[] } {
  const source = new Source(file, text)
  const root = source.open()?.mapping('事项', editionKeys)
  const edition = root ? readRoot({ source, scope }, root) : undefined
  const seen = new Set<string>()
  const diagnostics = source.diagnostics.filter((entry) => {
    const key = `${entry.line}:${entry.column}:${entry.message}`
    return !seen.has(key) && seen.add(key)
  })
  return edition ? { edition, diagnostics } : { diagnostics }
}

function readRoot(reading: Reading, root: Mapping): Edition | undefined {
  const codeItem = root.need('measure')
  const measure = codeItem?.text('measure')
  if (measure !== undefined && !/^[a-z0-9][a-z0-9-]{0,79}$/.test(measure)) codeItem?.error('name', `事项编码“${measure.slice(0, 40)}”只用小写字母、数字和连字符`)
  reading.source.measure = measure
  const number = root.get('edition')?.integer('edition', 1, 100_000) ?? 1
  const title = root.need('title')?.text('title')
  const stage = root.need('stage')?.oneOf('stage', stages)
  const holder = root.need('for')?.oneOf('for', holders)
  const document = readDocument(root)
  const inForce = readInForce(root)
  const conditions = readConditions(reading, root.get('conditions'))
  const alternatives = readAlternatives(reading, root.get('anyOf'), holder ?? 'person')
  if (conditions.length === 0 && alternatives.length === 0) root.item.error('missing-key', '事项没有条件：写 conditions 或 anyOf')
  const gives = readGives(reading, root.get('gives'), holder ?? 'person')
  if (!root.has('gives') && !alternatives.every((alternative) => alternative.gives.length > 0)) root.item.error('missing-key', '事项没有写给什么（gives）')
  if (!root.has('gives') && alternatives.length === 0) root.item.error('missing-key', '事项没有写给什么（gives）')
  const combineItem = root.get('combine')
  const limitsItem = root.get('limits')
  const allocationItem = root.get('allocation')
  const obligationItem = root.get('obligation')
  const pathItem = root.get('path')
  const papersItem = root.get('papers')
  const { limits, window } = limitsItem ? readLimits(reading, limitsItem) : { limits: { caps: [] }, window: [] }
  const allocation = allocationItem ? readAllocation(reading, allocationItem) : undefined
  const obligation = obligationItem ? readObligation(reading, obligationItem) : undefined
  const note = root.get('note')?.text('note')
  const recognises = readRecognises(root, { holder: holder ?? 'person', alternatives })
  const examples = readExamples(root)
  if (measure === undefined || title === undefined || !stage || !holder || !document || !inForce) return undefined
  const until = inForce.continued ? inForce.continued.until : inForce.to
  return {
    file: reading.source.file, measure, edition: number, title, document, stage, for: holder, inForce, conditions, alternatives,
    implied: [...window, inForceCondition(reading.scope, inForce.from, until !== undefined && until < inForce.from ? undefined : until)],
    gives, limits, examples,
    combine: combineItem ? readCombine(combineItem) : [],
    delivery: root.get('delivery')?.oneOf('delivery', ['proactive', 'apply'] as const) ?? 'apply',
    path: pathItem ? readPath(reading, pathItem) : [],
    papers: papersItem ? readPapers(reading, papersItem) : [],
    ...(note === undefined ? {} : { note }),
    ...(allocation ? { allocation } : {}),
    ...(obligation ? { obligation } : {}),
    ...(recognises ? { recognises } : {}),
  }
}

function readDocument(root: Mapping): Edition['document'] | undefined {
  const entry = root.need('document')?.mapping('document', ['number', 'clause', 'title'])
  const number = entry?.need('number')?.text('number')
  const clause = entry?.get('clause')?.text('clause')
  const title = entry?.get('title')?.text('title')
  return number === undefined ? undefined : { number, ...(clause === undefined ? {} : { clause }), ...(title === undefined ? {} : { title }) }
}

function readInForce(root: Mapping): Edition['inForce'] | undefined {
  const entry = root.need('inForce')?.mapping('inForce', ['from', 'to', 'continued'])
  const from = entry?.need('from')?.day('from')
  const to = entry?.get('to')?.day('to')
  const continuedEntry = entry?.get('continued')?.mapping('continued', ['until', 'basis'])
  const until = continuedEntry?.get('until')?.day('until')
  const basis = continuedEntry?.need('basis')?.text('basis')
  if (from === undefined) return undefined
  if (to !== undefined && to < from) entry?.get('to')?.error('never', `失效日 ${to} 早于生效日 ${from}，事项从来没有有效过`)
  if (continuedEntry && to === undefined) continuedEntry.item.error('shape', '没有失效日 to，就谈不上到期后继续执行')
  return { from, ...(to === undefined ? {} : { to }), ...(basis === undefined ? {} : { continued: { basis, ...(until === undefined ? {} : { until }) } }) }
}

function readConditions(reading: Reading, item: Item | undefined): readonly Condition[] {
  return (item?.list('conditions') ?? []).flatMap((part): Condition[] => {
    const entry = part.mapping('条件', ['says', 'rule', 'exempt'])
    const says = entry?.need('says')?.text('says')
    const ruleItem = entry?.need('rule')
    const exemptItem = entry?.get('exempt')
    const rule = ruleItem ? readRule(reading, ruleItem, '条件的规则', 'boolean') : undefined
    const exempt = exemptItem ? readRule(reading, exemptItem, '豁免 exempt', 'boolean') : undefined
    if (says === undefined) return []
    // a refused rule stays in its place as an unknown, so that nobody becomes eligible for want of it
    if (!rule || (exemptItem && !exempt)) return [{ says, rule: { text: '', expr: refused }, expr: refused }]
    return [{ says, rule, expr: exempt ? either(exempt.expr, rule.expr) : rule.expr, ...(exempt ? { exempt } : {}) }]
  })
}

function readAlternatives(reading: Reading, item: Item | undefined, holder: Holder): readonly Alternative[] {
  return (item?.list('anyOf') ?? []).flatMap((part): Alternative[] => {
    const entry = part.mapping('anyOf 的一项', ['name', 'road', 'says', 'conditions', 'gives'])
    const name = entry?.need('name')?.text('name')
    const says = entry?.get('says')?.text('says')
    const road = entry?.get('road')?.oneOf('road', roadNames)
    const conditions = readConditions(reading, entry?.need('conditions'))
    if (name === undefined) return []
    if (conditions.length === 0) part.error('missing-key', `“${name}”没有条件`)
    return [{ name, conditions, gives: readGives(reading, entry?.get('gives'), holder), ...(says === undefined ? {} : { says }), ...(road ? { road } : {}) }]
  })
}

function readGives(reading: Reading, item: Item | undefined, holder: Holder): readonly Give[] {
  return (item?.list('gives') ?? []).flatMap((part) => readGive(reading, part, holder) ?? [])
}

function readExamples(root: Mapping): readonly Example[] {
  const base = readFacts(root.get('baseFacts'))
  return (root.get('examples')?.list('examples') ?? []).flatMap((part): Example[] => {
    const entry = part.mapping('例子', ['name', 'on', 'facts', 'outcome', 'amount', 'missing', 'schedule', 'place'])
    const name = entry?.need('name')?.text('name')
    const on = entry?.need('on')?.day('on')
    const outcome = entry?.need('outcome')?.oneOf('outcome', ['eligible', 'ineligible', 'unknown'] as const)
    const amount = entry?.get('amount')?.decimal('amount')
    const missing = entry?.get('missing')?.list('missing')?.flatMap((fact) => fact.text('missing') ?? [])
    const schedule = entry?.get('schedule')?.list('schedule')?.flatMap((line) => {
      const instalment = line.mapping('例子的一期', ['due', 'amount', 'paidBy'])
      const dueItem = instalment?.need('due')
      const due = dueItem?.isNull() ? null : dueItem?.day('due')
      const sum = instalment?.need('amount')?.decimal('amount')
      const parts = [...(instalment?.get('paidBy')?.mapping('paidBy')?.entries ?? [])].flatMap(([payer, value]) => {
        const part = value.decimal(`${payer}承担的金额`)
        return part ? [{ payer, amount: part }] : []
      })
      return due === undefined || !sum ? [] : [{ due, amount: sum, ...(parts.length > 0 ? { paidBy: parts } : {}) }]
    })
    if (!entry || name === undefined || on === undefined || !outcome) return []
    const line = part.place().line
    const place = entry.get('place')?.text('place')
    return [{ name, on, outcome, line, facts: { ...base, ...readFacts(entry.get('facts')) }, ...(amount ? { amount } : {}), ...(missing ? { missing } : {}), ...(schedule ? { schedule } : {}), ...(place === undefined ? {} : { place }) }]
  })
}

function readFacts(item: Item | undefined): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of item?.mapping('facts')?.entries ?? []) result[name] = value.plain()
  return result
}
