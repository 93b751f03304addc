import { formatDecimal } from './decimal.ts'
import { dayWords, periodWords } from './day.ts'
import { isDecimal } from './evaluate.ts'
import type { Expr, Sequence, Test } from './expression.ts'
import type { Comparator } from './syntax.ts'
import type { Known, Type } from './type.ts'

const comparatorWords: Record<Comparator, string> = { '=': '为', '!=': '不为', '<': '小于', '<=': '不超过', '>': '大于', '>=': '不少于' }
const dayComparatorWords: Record<Comparator, string> = { '=': '为', '!=': '不为', '<': '早于', '<=': '不晚于', '>': '晚于', '>=': '不早于' }
const rankWords: Record<Comparator, string> = { '=': '等于', '!=': '不等于', '<': '低于', '<=': '不高于', '>': '高于', '>=': '不低于' }

/** How tightly a rendering binds, to know when to bracket a part: or < and < the rest. */
type Strength = 0 | 1 | 2

/** The rule as a sentence part in Chinese, from its tree: what the engine understood, whatever was meant. */
export function words(expr: Expr): string {
  return say(expr)[0]
}

function bracketed(expr: Expr, least: Strength): string {
  const [text, strength] = say(expr)
  return strength < least ? `（${text}）` : text
}

function say(expr: Expr): [string, Strength] {
  switch (expr.op) {
    case 'constant': return [valueWords(expr.value, expr.type), 2]
    case 'fact': return [expr.name, 2]
    case 'local': return [expr.label === 'item' ? '该项' : expr.label, 2]
    case 'field': return [expr.of.op === 'local' ? (expr.of.label === 'item' ? expr.name : `${expr.of.label}的${expr.name}`) : `${words(expr.of)}的${expr.name}`, 2]
    case 'and': return [expr.args.map((arg) => bracketed(arg, 1)).join('，并且'), 1]
    case 'or': return [expr.args.map((arg) => bracketed(arg, 1)).join('，或者'), 0]
    case 'not': return [expr.arg.op === 'fact' ? `不是“${expr.arg.name}”` : `并非（${words(expr.arg)}）`, 2]
    case 'known': return [`${words(expr.arg)}已知`, 2]
    case 'negate': return [`负的${bracketed(expr.arg, 2)}`, 2]
    case 'compare': return [compareWords(expr.comparator, expr.left, expr.right), 2]
    case 'ranked': return [`${words(expr.left)}${rankWords[expr.comparator]}${words(expr.right)}`, 2]
    case 'in': return [inWords(expr.left, expr.tests), 2]
    case 'add': case 'subtract': case 'multiply': case 'divide': case 'join': return [`${operand(expr.left)}${{ add: ' + ', subtract: ' − ', multiply: ' × ', divide: ' ÷ ', join: ' 连接 ' }[expr.op]}${operand(expr.right)}`, 2]
    case 'days between': return [`${words(expr.right)}至${words(expr.left)}的天数`, 2]
    case 'shift': return [`${words(expr.day)}${expr.direction === 1 ? '后' : '前'}${words(expr.period)}`, 2]
    case 'power': return [`${operand(expr.base)}的${expr.exponent}次方`, 2]
    case 'if': return [`${words(expr.then)}（当${words(expr.condition)}），否则${words(expr.else)}`, 1]
    case 'table': return [`按${words(expr.by)}查表（${expr.rows.map((row) => `${valueWords(row.key, expr.by.type)}：${words(row.then)}`).join('；')}）`, 2]
    case 'call': return [callWords(expr), 2]
    case 'list': return [expr.items.map(words).join('、'), 2]
    case 'sequence': return [sequenceWords(expr.sequence), 2]
    case 'quantified': return [`${sequenceWords(expr.sequence)}中${expr.every ? '每一项' : '至少一项'}（记作${expr.label}）满足：${words(expr.body)}`, 1]
    case 'aggregate': return [`${sequenceWords(expr.sequence)}的${{ count: '个数', sum: '合计', min: '最小值', max: '最大值' }[expr.name]}`, 2]
    case 'months': return [`${sequenceWords(expr.sequence)}${expr.since ? `自${words(expr.since)}当月起、` : ''}截至${words(expr.at)}的${expr.consecutive ? '连续' : '累计'}月数${expr.gap > 0 ? `（允许中断${expr.gap}个月）` : ''}`, 2]
    case 'statistic': return [`${words(expr.year)}年的${expr.name}`, 2]
    case 'listed': return [`${words(expr.value)}在${words(expr.at)}有效的《${expr.name}》上`, 2]
    case 'measure': return [expr.ask === 'outcome' ? `享受“${expr.code}”` : `“${expr.code}”的金额`, 2]
  }
}

function operand(expr: Expr): string {
  const simple = expr.op === 'fact' || expr.op === 'constant' || expr.op === 'field' || expr.op === 'call' || expr.op === 'aggregate'
  return simple ? words(expr) : `（${words(expr)}）`
}

function compareWords(comparator: Comparator, left: Expr, right: Expr): string {
  if (right.op === 'constant' && typeof right.value === 'boolean') {
    const positive = right.value === (comparator === '=')
    return positive ? words(left) : `不是“${words(left)}”`
  }
  return `${words(left)}${(left.type.kind === 'date' ? dayComparatorWords : comparatorWords)[comparator]}${words(right)}`
}

function inWords(left: Expr, tests: readonly Test[]): string {
  const equals = tests.filter((test) => test.kind === 'equals')
  if (equals.length === tests.length && equals.length > 0) {
    const shown = equals.slice(0, 30).map((test) => words(test.to)).join('、')
    return `${words(left)}为${shown}${equals.length > 30 ? `等 ${equals.length} 项` : ''}${equals.length > 1 ? '之一' : ''}`
  }
  const date = left.type.kind === 'date'
  return tests
    .map((test) => {
      switch (test.kind) {
        case 'equals': return compareWords('=', left, test.to)
        case 'compare': return compareWords(test.comparator, left, test.to)
        case 'member': return `${words(left)}在${words(test.of)}之中`
        case 'range': return `${words(left)}${date ? '在' : '介于'}${words(test.low)}${test.lowOpen ? '（不含）' : ''}至${words(test.high)}${test.highOpen ? '（不含）' : ''}之间`
      }
    })
    .join('，或者')
}

function sequenceWords(sequence: Sequence): string {
  const filters = sequence.filters.map((filter) => `（${words(filter)}）`).join('')
  return `${words(sequence.source)}${filters}${sequence.field === undefined ? '' : `的${sequence.field}`}`
}

function callWords(expr: Expr & { op: 'call' }): string {
  const args = expr.args.map(words)
  switch (expr.name) {
    case '周岁': return `截至${args[1]}的周岁（自${args[0]}起${args[2] === undefined ? '' : `，${args[2]}计满`}）`
    case '年': case '月': case '日': return `${args[0]}的${expr.name === '年' ? '年份' : expr.name === '月' ? '月份' : '日'}`
    case '年初': return `${args[0]}当年1月1日`
    case '月初': return `${args[0]}当月1日`
    case '月数': return `${args[0]}至${args[1]}的整月数`
    case '天数': return `${args[0]}至${args[1]}的天数`
    case '工作日后': return `${args[0]}后第${args[1]}个工作日`
    case 'floor': return `${args[0]}向下取整`
    case 'ceiling': return `${args[0]}向上取整`
    case 'abs': return `${args[0]}的绝对值`
    case 'round': return `${args[0]}四舍五入${args[1] === undefined ? '到整数' : `到${args[1]}位小数`}`
    case 'modulo': return `${args[0]}除以${args[1]}的余数`
    case 'least': return `${args.join('、')}中的最小值`
    case 'greatest': return `${args.join('、')}中的最大值`
    case 'contains': return `${args[0]}包含“${args[1]}”`
    case 'starts with': return `${args[0]}以“${args[1]}”开头`
    case 'ends with': return `${args[0]}以“${args[1]}”结尾`
    case 'string length': return `${args[0]}的字数`
    case 'date': return args[0] ?? ''
  }
}

/** A value as people write it: 2024年9月1日, 6个月, 是, 硕士; an unknown is 未知. */
export function valueWords(value: Known, type: Type): string {
  if (value === null) return '未知'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return type.kind === 'date' ? dayWords(value) : value
  if (isDecimal(value)) {
    if (type.kind === 'months') return periodWords({ months: Number(value.n) })
    if (type.kind === 'days') return periodWords({ days: Number(value.n) })
    return type.kind === 'money' ? `${formatDecimal(value)}元` : formatDecimal(value)
  }
  if (Array.isArray(value)) return value.length === 0 ? '无' : `${value.length}项`
  return '一条记录'
}
