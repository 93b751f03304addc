/** One line of what was measured: JSON on standard output as it comes, a table at the end. */
export interface Figure {
  readonly bench: string
  readonly value: number
  readonly unit: string
  /** What it should reach; `least` where more is better. */
  readonly target?: { readonly least: number } | { readonly most: number }
  readonly met?: boolean
  readonly [detail: string]: unknown
}

export function figure(bench: string, value: number, unit: string, details: Readonly<Record<string, unknown>> = {}, target?: { readonly least: number } | { readonly most: number }): Figure {
  const rounded = value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
  const met = target && ('least' in target ? value >= target.least : value <= target.most)
  return { bench, value: rounded, unit, ...(target && met !== undefined ? { target, met } : {}), ...details }
}

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 })

export function isFigure(line: Readonly<Record<string, unknown>>): line is Figure {
  return typeof line['bench'] === 'string' && typeof line['value'] === 'number' && typeof line['unit'] === 'string'
}

/** Figures below one another, the target and whether it is met beside each. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ bench, value, unit, target, met, note }) => [
    bench,
    `${grouped(value)} ${unit}`,
    target ? ('least' in target ? `≥ ${grouped(target.least)}` : `≤ ${grouped(target.most)}`) : '',
    met === undefined ? '' : met ? 'met' : 'NOT met',
    typeof note === 'string' ? note : '',
  ])
  const head = ['figure', 'value', 'target', '', '']
  const width = (column: number): number => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length))
  const line = (row: readonly string[]): string => row.map((cell, i) => (i === 1 || i === 2 ? cell.padStart(width(i)) : cell.padEnd(width(i)))).join('  ').trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}
