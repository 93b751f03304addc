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
