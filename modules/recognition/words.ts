import { roads, type Road } from '../../policy/measure/edition.ts'

/** What contract and pages share. */
export const roadWords = roads
export const roadNames = Object.keys(roads) as [Road, ...Road[]]
export type { Road }
/** A class is shown as running out, and its re-check begins, from this many days before its last. */
export const lapseDays = 90
/** A low letter is a high class. */
export const isHigher = (one: string, other: string): boolean => one < other
