/**
 * What a figure is, as data. A figure counts (or adds up, or averages) records of one source; a ratio divides one figure by another or by an
 * outside statistic. Value, change on the year before, breakdowns, history and the records behind all come from the same lines,
 * so they cannot disagree.
 */

/** Units as they are written behind the number. `fen` is money, shown in 元/万元/亿元 by size; `squareMetre` is a decimal with two places, added up in hundredths. */
export const units = { person: '人', occurrence: '人次', place: '家', item: '个', case: '件', measure: '项', team: '支', flat: '套', squareMetre: '平方米', workingDay: '个工作日', day: '天', score: '分', fen: '元', share: '%' } as const
export type Unit = keyof typeof units

/**
 * The records that figures are made of. `sql` reads the schema pub alone and yields one row a record with the columns
 * id, place_code, industry, since, until, amount, number, name, detail, subject_id and whatever `where` and breakdowns speak of:
 * a record counts from the day `since` until the day before `until` (null: still). Spans of one subject never overlap, which is
 * how each subject is counted once on any day. `:workingDays` stands for the array of working days.
 */
export interface Source {
  id: string
  /** What one record is, in the field's words. */
  record: string
  sql: string
  /** Where a record's own page is. */
  page: 'person' | 'employer' | 'case' | null
  /** Names of people are shown masked in the list of records. */
  personal: boolean
  /** Records of the whole city that hold everywhere, whatever the place (policy). */
  everywhere?: boolean
  /** Further columns by which a figure of this source can be taken apart. */
  breakdowns?: Readonly<Record<string, string>>
  /** What `amount` is in, where there is one. */
  amountIn?: 'fen' | 'workingDay' | 'day' | 'hour' | 'score' | 'person' | 'squareMetre'
  /** Head lines of the list of records, where the usual ones say too little. */
  columns: { amount?: string; detail: string; since: string; until?: string }
}

/** `stock`: there on the day. `flow`: came since 1 January. `cumulative`: came ever. */
export type Timing = 'stock' | 'flow' | 'cumulative'
/** How far back the records can tell: for any day, for whole years only, or only as of now. */
export type Traces = 'day' | 'year' | 'now'

interface Described {
  /** `group.name`, for ever: targets and snapshots hang on it. */
  id: string
  name: string
  /** Other words for the same thing, as drafts and leaders say them. */
  aliases: readonly string[]
  unit: Unit
  /** Whom or what it counts, in one sentence that names what is left out. */
  population: string
  /** Why nothing is counted twice. */
  deduplication: string
  /** Department that answers for it. */
  owner: string
  /** Where the numbers come from, for the table of sources. */
  source: string
  /** Whether more is better, for the colour of a change; money and counts of cases have no such sense. */
  better: 'more' | 'less' | 'neither'
}

export interface CountDefinition extends Described {
  kind: 'count' | 'sum' | 'mean'
  of: Source
  /** Condition on the source's columns; absent: every record. */
  where?: string
  timing: Timing
  traces: Traces
}

export interface RatioDefinition extends Described {
  kind: 'ratio'
  unit: 'share'
  /** Id of the figure above the line. */
  numerator: string
  /** Below it: another figure, or a statistic by place and year. */
  denominator: { figure: string } | { statistic: string; means: string }
}

/** A number that others publish once a year: the newest that was published by the day, for the city and for each county that has one. */
export interface ImportedDefinition extends Described {
  kind: 'imported'
  /** Its kind among the numbers from outside. */
  statistic: string
  /** Into the figure's unit: 亿元 into fen. */
  scale: bigint
}

export type FigureDefinition = CountDefinition | RatioDefinition | ImportedDefinition

/** Whether it is counted from records, and so has some behind it. */
export const isCounted = (definition: FigureDefinition): definition is CountDefinition => definition.kind !== 'ratio' && definition.kind !== 'imported'
