import { ColumnCity } from '../../policy/columns/city.ts'
import type { Vocabulary } from '../../policy/index.ts'
import { epoch, facts, rawValue } from './facts.ts'

const chunk = 200_000

/** A city of so many people in columns, filled piece by piece so that the numbers it is made of need no room beside it. */
export function columnCity(vocabulary: Vocabulary, people: number, threads: number): ColumnCity {
  const city = new ColumnCity(vocabulary, { threads })
  for (let from = 0; from < people; from += chunk) {
    const count = Math.min(chunk, people - from)
    const columns = facts.map(({ name, drawn }, f) => {
      const values = new Int32Array(count)
      const valid = new Uint8Array(Math.ceil(count / 8))
      for (let i = 0; i < count; i += 1) {
        const raw = rawValue(from + i, f)
        if (raw === -1) continue
        values[i] = drawn.kind === 'day' ? raw + epoch : raw
        valid[i >>> 3] = (valid[i >>> 3] ?? 0) | (1 << (i & 7))
      }
      return { fact: name, values, valid }
    })
    const county = columns.find(({ fact }) => fact === '县区')
    const places = Uint8Array.from({ length: count }, (_, i) => (county && ((county.valid[i >>> 3] ?? 0) >>> (i & 7)) % 2 === 1 ? (county.values[i] ?? 0) + 1 : 0))
    city.fill(count, { columns, places, placeCodes: ['980100', '980101', '980102', '980103', '980104', '980105', '980106', '980107'] })
  }
  return city
}
