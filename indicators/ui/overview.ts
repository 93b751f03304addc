import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import { useAsk } from '../../kit/hooks.ts'
import { askFigures, type Figure } from '../contract.ts'

/** What the overview and the big screen ask for: one question for the whole page. */

export const programmes = [
  { id: 'highLevel', name: '高层次人才引进计划', page: '/programmes/high-level' },
  { id: 'graduates', name: '名校优生引进计划', page: '/programmes/graduates' },
  { id: 'skilled', name: '技能人才振兴计划', page: '/programmes/skilled' },
] as const
export const corps = ['talent.professional', 'talent.skilled', 'talent.management', 'talent.party', 'talent.rural', 'talent.social'] as const
export const classes = ['class.a', 'class.b', 'class.c', 'class.d', 'class.e'] as const
export const platforms = ['zone', 'incubator', 'makerspace', 'postdoc', 'technology-centre'] as const
export const openCases = ['case.verifying', 'case.inReview', 'case.returned', 'case.suspended', 'case.onNotice', 'case.objected', 'case.toDecide', 'case.appealed'] as const
const heads = ['talent.total', 'talent.density', 'class.total', 'introduction.year', 'talent.departed', 'introduction.flexible', 'talent.key-industry-share', 'talent.postgraduate', 'platform.total', 'team.total']
const money = ['fund.appropriated', 'fund.obligated', 'fund.disbursed', 'fund.available', 'fund.execution', 'fund.awarded', 'fund.paid']
const cases = ['case.filed', 'case.open', 'case.decided', 'case.overdue', 'case.decision-days', 'training.people', 'training.fulfilled-share', 'policy.in-force', 'policy.entitled']

const ids = [
  ...heads,
  ...corps,
  ...classes,
  ...programmes.flatMap(({ id }) => [`${id}.introduced`, `${id}.total`, `${id}.present`, `${id}.retained`]),
  ...platforms.flatMap((id) => [`platform.${id}`, `platform.${id}.national`]),
  ...money,
  ...cases,
  ...openCases,
]

/** A figure's own page: /figures/talent/total. Slashes, because an address that ends like a file name is taken for one. */
export const pageOf = (id: string): string => `/figures/${id.replaceAll('.', '/')}`
export const idOf = (path: string): string => path.replaceAll('/', '.')

/** Day and place live in the address, so that a link shows what was seen. */
export const useWhere = () => {
  const [address, setAddress] = useSearchParams()
  const asOf = asPlainDate(address.get('asOf') ?? '')
  const place = /^\d{4,9}$/.test(address.get('place') ?? '') ? (address.get('place') ?? undefined) : undefined
  const where = useMemo(() => ({ ...(asOf ? { asOf } : {}), ...(place ? { place } : {}) }), [asOf, place])
  const set = (name: string, value: string | undefined) =>
    setAddress((before) => {
      const next = new URLSearchParams(before)
      if (value) next.set(name, value)
      else next.delete(name)
      return next
    })
  return { where, opened: address.get('figure') ?? undefined, by: address.get('by') ?? undefined, set }
}

export const useOverview = (where: ReturnType<typeof useWhere>['where'], options: { refetchInterval?: number } = {}) => useAsk(askFigures, { ids, ...where }, options)

/** A page that asks for a figure it did not list is a fault of the page, and is told so at once. */
export const pick = (figures: readonly Figure[]) => {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  return (id: string): Figure => {
    const figure = byId.get(id)
    if (!figure) throw new Error(`the overview did not ask for ${id}`)
    return figure
  }
}
