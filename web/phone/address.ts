import type { FirstQuestion } from '../../kit/navigation.ts'
import { phonePages } from '../phone-pages.ts'

/** As the router reads addresses: neither capitals nor a stroke at the end make another page. */
const partsOf = (path: string): string[] => path.toLowerCase().split('/').filter(Boolean)

const patterns = phonePages.filter(({ plain }) => plain).map((page) => ({ page, parts: partsOf(page.path) }))

/**
 * The page of the portal's own app that stands at this address. Server and both apps ask here which of the two an address belongs to, so that they
 * cannot send a browser to and fro.
 */
export const phonePageAt = (pathname: string) => {
  const given = partsOf(pathname)
  return patterns.find(({ parts }) => parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]))?.page
}

/** The first questions of a page at this address; what an address names (`:caseId`) is put in as it is written there. */
export const firstQuestionsAt = (pathname: string): readonly FirstQuestion[] => {
  const page = phonePageAt(pathname)
  const given = pathname.split('/').filter(Boolean)
  const named = new Map(page?.path.split('/').filter(Boolean).map((part, index) => [part, given[index]]))
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith(':') ? named.get(value) : value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]))
  }
  return (page?.first?.asks ?? []).map(({ name, body }) => ({ name, body: Object.fromEntries(Object.entries(body).map(([key, one]) => [key, filled(one)])) }))
}
