import { isZero, minus, plus } from '../decimal.ts'
import type { FigureDefinition } from '../definition.ts'
import { countsOf } from '../definitions/index.ts'
import type { FindingKind } from './contract.ts'

/** What a careful clerk would ask about before signing: pure, so that each rule stands here once. */

export interface FrozenFigure {
  figure: string
  placeCode: string
  edition: string
  /** Decimal; null when it cannot be said, and then `because` says why. */
  value: string | null
  because: string | null
  numerator: string | null
  denominator: string | null
  basis: string | null
}
export interface Finding {
  kind: FindingKind
  figure: string
  placeCode: string
  says: string
}

/** A figure that moved by more than this share against the signed one before is asked about; small counts move by themselves. */
const jumpShare = 0.3
const smallCount = 20

/** Figures by people or records that may be added over places; a share or an average may not. */
const adds = (definition: FigureDefinition): boolean => definition.kind === 'count' || definition.kind === 'sum'

/** Counted ever since records began: such a figure can only grow. */
const onlyGrows = (definition: FigureDefinition): boolean => definition.kind === 'count' && countsOf(definition).every(({ timing }) => timing === 'cumulative')

/** Questions about one place's figures: against the signed period before, against its parts, against what is possible. */
export const findingsOf = (definitions: readonly FigureDefinition[], place: string, rows: readonly FrozenFigure[], before: readonly FrozenFigure[], everywhere: ReadonlySet<string>): Finding[] =>
  definitions.flatMap((definition) => {
    const { id: figure, name } = definition
    const own = rows.find((row) => row.figure === figure && row.placeCode === place)
    const was = before.find((row) => row.figure === figure && row.placeCode === place)
    const found: Finding[] = []
    const say = (kind: FindingKind, says: string) => void found.push({ kind, figure, placeCode: place, says: `${name}：${says}` })
    if (!own) return found
    if (own.value === null) {
      // An average of nothing is no defect; a figure that was there before, or wants an outside number, is asked about.
      if (was?.value != null || (definition.kind === 'ratio' && 'statistic' in definition.denominator)) say('nothing', own.because ?? '没有数')
      return found
    }
    const value = Number(own.value)
    if (definition.unit === 'share' && (value < 0 || value > 100)) say('impossible', `${own.value}% 不在 0 到 100 之间`)
    if (was?.value != null) {
      const then = Number(was.value)
      if (was.edition !== own.edition) say('changed', '口径在上一期之后改过，两期不可比')
      else if (onlyGrows(definition) && value < then) say('fell', `累计数由 ${was.value} 变为 ${own.value}`)
      else if (definition.unit === 'share' ? Math.abs(value - then) > 10 : Math.max(value, then) > smallCount && Math.abs(value - then) > jumpShare * Math.max(then, 1)) say('jump', `由上一期的 ${was.value} 变为 ${own.value}`)
    }
    const parts = rows.filter((row) => row.figure === figure && row.placeCode !== place)
    if (adds(definition) && parts.length > 0 && !everywhere.has(figure) && parts.every((row) => row.value !== null)) {
      const sum = parts.reduce((total, row) => plus(total, row.value ?? '0'), '0')
      const gap = minus(own.value, sum)
      if (!isZero(gap)) say('sum', `各地之和 ${sum}，合计 ${own.value}，差 ${gap}`)
    }
    return found
  })
