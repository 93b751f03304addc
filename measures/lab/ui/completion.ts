import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import type { z } from 'zod'
import type { listWords } from '../contract.ts'

export type Words = z.output<typeof listWords.output>

/** Keys of the format, offered where a line begins. */
const keys: readonly [string, string][] = [
  ['conditions', '条件，按条款次序'], ['says', '条款原话'], ['rule', '规则'], ['exempt', '谁不受此限'], ['anyOf', '几套条件，符合一套即可'], ['gives', '给什么'], ['kind', '资金、名额、身份、服务'], ['payee', '付给谁'],
  ['amount', '金额'], ['by', '查表的键'], ['table', '金额表'], ['best', '同等条件就高'], ['rows', '逐行判断'], ['when', '满足什么'], ['percent', '比例'], ['of', '比例的基数'], ['floor', '下限'], ['cap', '上限'],
  ['uplifts', '上浮'], ['schedule', '拨付计划'], ['share', '本期比例'], ['due', '到期日'], ['if', '付前复核'], ['every', '每月、季、年'], ['times', '期数'], ['while', '期间须满足'], ['paidBy', '各方分担'],
  ['combine', '与其他政策'], ['limits', '限制'], ['once', '只享受一次'], ['budget', '列支科目'], ['quota', '名额'], ['window', '申报期'], ['obligation', '服务义务'], ['delivery', '免申即享或申报'], ['path', '办理路径'],
  ['baseFacts', '示例的共同事实'], ['examples', '示例'], ['name', '名称'], ['on', '申请日'], ['facts', '事实'], ['outcome', '应当的结果'],
]

const word = /[\p{L}\p{N}_]+$/u

/** Names of the vocabulary, functions and keys; after a fact and `=` or `in`, its codes; in 享受("…") the measures. */
export const completeWords = (words: Words): CompletionSource => {
  const facts = new Map(words.facts.map((fact) => [fact.name, fact]))
  const names: Completion[] = [
    ...words.facts.map((fact): Completion => ({ label: fact.name, type: 'variable', detail: fact.source ? `${fact.type} · ${fact.source}` : fact.type, boost: 2 })),
    { label: '申请日', type: 'variable', detail: '日期', boost: 2 },
    ...words.functions.map((name): Completion => ({ label: name, type: 'function', detail: '函数', apply: `${name}(` })),
    ...['and', 'or', 'not', 'in', 'between', 'if', 'then', 'else', 'some', 'every', 'satisfies', 'true', 'false'].map((label): Completion => ({ label, type: 'keyword' })),
  ]
  const lineKeys = keys.map(([label, detail]): Completion => ({ label, detail, type: 'property', apply: `${label}: ` }))
  return (context) => {
    const line = context.state.doc.lineAt(context.pos)
    const before = line.text.slice(0, context.pos - line.from)
    return codesAfter(before, context, facts) ?? measuresIn(before, context, words) ?? namesAt(before, context, names, lineKeys)
  }
}

/** The last fact named before an open comparison tells which codes can follow. */
const codesAfter = (before: string, context: CompletionContext, facts: ReadonlyMap<string, Words['facts'][number]>): CompletionResult | null => {
  const open = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:!?=|in\s*[[(][^\])]*|,)\s*("?)([^",\])]*)$/u.exec(before)
  const fact = open ? facts.get(open[1] ?? '') : undefined
  if (!open || !fact || fact.codes.length === 0) return null
  const from = context.pos - (open[3]?.length ?? 0) - (open[2]?.length ?? 0)
  return { from, options: fact.codes.map((code) => ({ label: `"${code}"`, type: 'constant', detail: fact.name })), filter: open[3] !== '' }
}

const measuresIn = (before: string, context: CompletionContext, words: Words): CompletionResult | null => {
  const open = /(享受|享受金额)\("([a-z0-9-]*)$/.exec(before)
  if (open) return { from: context.pos - (open[2]?.length ?? 0), options: words.measures.map(({ code, title }) => ({ label: code, detail: title, type: 'constant' })) }
  const listed = /(年度统计|在名单)\("([^"]*)$/.exec(before)
  if (!listed) return null
  const of = listed[1] === '年度统计' ? words.statistics : words.lists
  return { from: context.pos - (listed[2]?.length ?? 0), options: of.map((label) => ({ label, type: 'constant' })) }
}

const namesAt = (before: string, context: CompletionContext, names: Completion[], lineKeys: Completion[]): CompletionResult | null => {
  const typed = word.exec(before)?.[0] ?? ''
  if (typed === '' && !context.explicit) return null
  const from = context.pos - typed.length
  if (/^[\s-]*$/.test(before.slice(0, before.length - typed.length))) return { from, options: lineKeys, validFor: /^[a-zA-Z]*$/ }
  return { from, options: names, validFor: /^[\p{L}\p{N}_]*$/u }
}
