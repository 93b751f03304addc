import { exclusive, takesOff, type Edition } from '../../policy/index.ts'
import type { Relation } from './contract.ts'

const keys = {}

/** How this measure meets the others: chosen between, the higher taken, the difference paid, or deducted; read from the combination rules of both. */
export const relationsOf = (own: Edition, others: Iterable<Edition>): readonly Relation[] => {
  const found: Relation[] = []
  for (const other of others) {
    if (other.measure === own.measure) continue
    const relation = relationOf(own, other)
    if (relation) found.push({ measure: other.measure, title: other.title, ...relation })
  }
  return found
}

const relationOf = (own: Edition, other: Edition): Pick<Relation, 'kind' | 'words'> | undefined => {
  const meeting = exclusive(own, other, keys)
  if (meeting) return meeting.rule === 'choose' ? { kind: 'choose', words: `与“${other.title}”只能选一项` } : { kind: 'highest', words: `与“${other.title}”就高，只享受金额高的一项` }
  if (takesOff(own, other, keys)) return lessened(own, other, `已享受“${other.title}”的，这一项`)
  if (takesOff(other, own, keys)) return lessened(other, own, `享受了这一项的，“${other.title}”`)
  return undefined
}

const lessened = (from: Edition, by: Edition, whose: string): Pick<Relation, 'kind' | 'words'> =>
  from.combine.some(({ rule, group, with: names }) => rule === 'difference' && (names.includes(by.measure) || by.combine.some((one) => one.group === group)))
    ? { kind: 'difference', words: `${whose}只补差额` }
    : { kind: 'deduct', words: `${whose}要扣减相应金额` }
