import { formatDecimal } from '../../language/decimal.ts'
import { dayNumber, firstDay, lastDay } from '../../language/day.ts'
import { isDecimal } from '../../language/evaluate.ts'
import type { ScaledColumn } from '../store/scaled-column.ts'
import type { Logic } from './graph.ts'

const mostShown = 8

/** 学历 ∈ {硕士研究生, 博士研究生}; 出生日期 ≥ 1979-11-23. Undefined for what is no test of one fact. */
export function atomWords(logic: Logic): string | undefined {
  if (logic.op === 'not') {
    const inner = atomWords(logic.arg)
    return inner === undefined ? undefined : `非（${inner}）`
  }
  if (logic.op !== 'atom') return undefined
  const { atom } = logic
  switch (atom.kind) {
    case 'boolean':
      return atom.column.name
    case 'valid':
      return `已知(${atom.column.name})`
    case 'set': {
      const members = atom.column.dictionary.filter((_, code) => atom.members[code]).map(String)
      return `${atom.column.name} ∈ {${members.slice(0, mostShown).join(', ')}${members.length > mostShown ? ` 等 ${members.length} 项` : ''}}`
    }
    case 'range':
      return rangeWords(atom.column, atom.low, atom.high)
    default:
      return undefined
  }
}

function rangeWords(column: ScaledColumn, low: number, high: number): string {
  const dates = column.type.kind === 'date'
  const value = (whole: number): string => {
    const meant = column.meaning(whole)
    return isDecimal(meant) ? `${formatDecimal(meant)}${column.type.kind === 'money' ? ' 元' : ''}` : meant
  }
  const open = { low: low <= (dates ? dayNumber(firstDay) : -(2 ** 52)), high: high >= (dates ? dayNumber(lastDay) : 2 ** 52) }
  if (low > high) return `${column.name} 不可能满足`
  if (open.low && open.high) return `${column.name} 是什么都行`
  if (open.low) return `${column.name} ≤ ${value(high)}`
  if (open.high) return `${column.name} ≥ ${value(low)}`
  return low === high ? `${column.name} = ${value(low)}` : `${value(low)} ≤ ${column.name} ≤ ${value(high)}`
}
