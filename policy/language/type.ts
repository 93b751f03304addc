import type { Decimal } from './decimal.ts'
import type { Day } from './day.ts'

/** A code list of the vocabulary; `codes` go from low to high when `ordered`. */
export interface CodeList {
  readonly codes: readonly string[]
  readonly ordered: boolean
}

/** What an expression can be. `any` is a name of which nothing is known but that its value is unknown. */
export type Type =
  | { readonly kind: 'boolean' | 'number' | 'money' | 'date' | 'text' | 'months' | 'days' | 'any' }
  | { readonly kind: 'code'; readonly list: CodeList }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Type> }

export type Kind = Type['kind']

/** A known value: money and numbers are decimals (money in yuan), a period is a decimal count of months or days. */
export type Value = boolean | Decimal | string | readonly (Value | null)[] | RecordValue
export interface RecordValue {
  readonly [field: string]: Value | null
}

/** Unknown is null, and nothing else is. */
export type Known = Value | null

export const booleanType: Type = { kind: 'boolean' }
export const numberType: Type = { kind: 'number' }
export const moneyType: Type = { kind: 'money' }
export const dateType: Type = { kind: 'date' }
export const textType: Type = { kind: 'text' }
export const monthsType: Type = { kind: 'months' }
export const daysType: Type = { kind: 'days' }
export const anyType: Type = { kind: 'any' }

const kindWords: Record<Kind, string> = {
  boolean: '是否',
  number: '数字',
  money: '金额',
  date: '日期',
  text: '文字',
  months: '年月时长',
  days: '天数时长',
  any: '未知',
  code: '代码',
  list: '清单',
  record: '记录',
}

/** 数字, 代码（专科、本科…）, 记录清单: for diagnostics. */
export function typeWords(type: Type): string {
  if (type.kind === 'list') return type.of.kind === 'record' ? '记录清单' : `${typeWords(type.of)}清单`
  if (type.kind === 'code') {
    const shown = type.list.codes.slice(0, 3).join('、')
    return `代码（${shown}${type.list.codes.length > 3 ? '…' : ''}）`
  }
  return kindWords[type.kind]
}

export function isNumeric(type: Type): boolean {
  return type.kind === 'number' || type.kind === 'money' || type.kind === 'any'
}

export function isTextual(type: Type): boolean {
  return type.kind === 'text' || type.kind === 'code' || type.kind === 'any'
}

/** Whether values of the two types may be compared for equality. */
export function comparable(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true
  if (isNumeric(a) && isNumeric(b)) return true
  if (isTextual(a) && isTextual(b)) return true
  return a.kind === b.kind && a.kind !== 'list' && a.kind !== 'record'
}

/** What an engine must be given besides the facts: the reference day and the published lists, statistics and calendar. */
export interface WorkCalendar {
  /** First and last day that the calendar covers; outside it the answer is unknown. */
  readonly from: Day
  readonly to: Day
  /** Weekdays off by the State Council's notice. */
  readonly holidays: readonly Day[]
  /** Weekend days worked by the same notice. */
  readonly workdays: readonly Day[]
}
