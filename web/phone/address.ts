import type { FirstQuestion } from '../../kit/navigation.ts'
import { phonePages } from '../phone-pages.ts'

/** What is written so that nobody can read it is left as it is written. */
const decodedOr = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const writtenIn = (path: string): string[] => path.split('/').filter(Boolean).map(decodedOr)

/** As the router of the desks' app reads addresses: neither capitals nor a stroke at the end make another page. */
const partsOf = (path: string): string[] => writtenIn(path).map((part) => part.toLowerCase())

const patterns = phonePages.filter(({ plain }) => plain).map((page) => ({ page, parts: partsOf(page.path) }))

/**
 * The page of the portal's own app that stands at this address. Server and both apps ask here which of the two an address belongs to, so that they
 * cannot send a browser to and fro.
 */
export const phonePageAt = (pathname: string) => {
  const given = partsOf(pathname)
  return patterns.find(({ parts }) => parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]))?.page
}

/** What an address names, by the name that its page gives it (`caseId` of `/my/cases/:caseId`). */
export const namedAt = (pathname: string): Readonly<Record<string, string>> => {
  const given = writtenIn(pathname)
  const names = (phonePageAt(pathname)?.path ?? '').split('/').filter(Boolean)
  return Object.fromEntries(names.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), given[index] ?? '']] : [])))
}

/** The first questions of a page at this address; what an address names (`:caseId`) is put in as the page will. */
export const firstQuestionsAt = (pathname: string): readonly FirstQuestion[] => {
  const named = namedAt(pathname)
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith(':') ? named[value.slice(1)] : value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]))
  }
  return (phonePageAt(pathname)?.first?.asks ?? []).map(({ name, body }) => ({ name, body: Object.fromEntries(Object.entries(body).map(([key, one]) => [key, filled(one)])) }))
}
