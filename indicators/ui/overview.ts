import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import { useAsk } from '../../kit/hooks.ts'
import { askFigures, type Figure } from '../contract.ts'
import { overviewFigures } from './overview-figures.ts'

export { classes, corps, living, openCases, platforms, programmes } from './overview-figures.ts'

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

export const useOverview = (where: ReturnType<typeof useWhere>['where'], options: { refetchInterval?: number } = {}) => useAsk(askFigures, { ids: overviewFigures, ...where }, options)

/** A page that asks for a figure it did not list is a fault of the page, and is told so at once. */
export const pick = (figures: readonly Figure[]) => {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  return (id: string): Figure => {
    const figure = byId.get(id)
    if (!figure) throw new Error(`the overview did not ask for ${id}`)
    return figure
  }
}
