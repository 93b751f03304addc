import type { Item } from '../document/reader.ts'
import { nearest } from '../language/diagnostic.ts'
import { paperKinds, type Paper } from './edition.ts'
import { optionalRule, type Reading } from './read-rule.ts'

/**
 * `papers`: what an application must carry. Each has a name in the clause's words and the kinds of paper that serve; `when` for whom it is
 * asked, `unlessVerified` the facts whose owner's record makes it needless, `reuse` how long one on file serves again (for as long as it is
 * valid where nothing is said). Refused: a name twice, no kind, an unknown fact, a rule that is no condition.
 */
export function readPapers(reading: Reading, item: Item): readonly Paper[] {
  const seen = new Set<string>()
  return (item.list('papers') ?? []).flatMap((part): Paper[] => {
    const entry = part.mapping('一份材料', ['name', 'kinds', 'when', 'unlessVerified', 'reuse'])
    const nameItem = entry?.need('name')
    const name = nameItem?.text('name')
    const kinds = (entry?.need('kinds')?.list('kinds') ?? []).flatMap((kind) => kind.oneOf('kinds', paperKinds) ?? [])
    const when = entry ? optionalRule(reading, entry, 'when', 'boolean') : undefined
    const unlessVerified = (entry?.get('unlessVerified')?.list('unlessVerified') ?? []).flatMap((fact) => knownFact(reading, fact) ?? [])
    const reuseItem = entry?.get('reuse')
    const reuse = reuseItem?.period('reuse')
    if (reuse && ('months' in reuse ? reuse.months : reuse.days) <= 0) reuseItem?.error('shape', 'reuse 要写大于零的时长，例如 P1Y')
    if (!entry || name === undefined) return []
    if (seen.has(name)) nameItem?.error('repeated', `材料“${name}”写了两次`)
    seen.add(name)
    if (kinds.length === 0) return part.error('missing-key', `“${name}”没有写收哪种材料（kinds）`) ?? []
    return [{ name, kinds: [...new Set(kinds)], unlessVerified, ...(when ? { when } : {}), ...(reuse ? { reuse } : {}) }]
  })
}

function knownFact({ scope }: Reading, item: Item): string | undefined {
  const fact = item.text('unlessVerified')
  if (fact === undefined || scope.typeOf(fact)) return fact
  const meant = nearest(fact, [...scope.names()])
  return item.error('name', `词表里没有事实“${fact.slice(0, 40)}”`, meant === undefined ? undefined : `是不是想写“${meant}”？`)
}
