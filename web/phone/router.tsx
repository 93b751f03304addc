import { Children, createContext, isValidElement, useCallback, useContext, useEffect, useMemo, useState, type AnchorHTMLAttributes, type MouseEvent, type ReactElement, type ReactNode } from 'react'
import { namedAt, phonePageAt } from './address.ts'

/**
 * What stands in the router's place in the portal's build (vite.phone.config.ts), under its names: the portal has a table of its pages and asks one function what stands
 * at an address (address.ts), so this is the browser's history and links alone. By name, so that the build says when a page wants what is not here.
 */
interface Place {
  pathname: string
  search: string
  hash: string
}
interface Going {
  replace?: boolean | undefined
}

const read = (): Place => ({ pathname: location.pathname, search: location.search, hash: location.hash })
const Here = createContext<Place>({ pathname: '/', search: '', hash: '' })
/** What stands within a frame: see `Outlet`. */
const Within = createContext<ReactNode>(null)

const same = (one: Place, other: Place): boolean => one.pathname === other.pathname && one.search === other.search && one.hash === other.hash

/** Told after each step of our own; the browser's own (back, forward, a place within the page) say `popstate`. */
const moved = 'juying-moved'

const go = (to: string, { replace }: Going = {}): void => {
  const next = new URL(to, location.href).href
  // Whoever asks for the page that is open does not have to go back twice.
  if (replace || next === location.href) history.replaceState(null, '', next)
  else history.pushState(null, '', next)
  window.dispatchEvent(new Event(moved))
}

export const BrowserRouter = ({ children }: { children: ReactNode }) => {
  const [place, setPlace] = useState(read)
  useEffect(() => {
    const look = () => setPlace((before) => (same(before, read()) ? before : read()))
    // A child may have gone elsewhere before anybody listened.
    look()
    for (const name of [moved, 'popstate']) window.addEventListener(name, look)
    return () => {
      for (const name of [moved, 'popstate']) window.removeEventListener(name, look)
    }
  }, [])
  return <Here value={place}>{children}</Here>
}

export const useLocation = (): Place => useContext(Here)

const asNavigate = (to: string | number, going?: Going): void => (typeof to === 'number' ? history.go(to) : go(to, going))
export const useNavigate = () => asNavigate

/** What the page's address names, `caseId` of `/my/cases/:caseId`. */
export const useParams = (): Readonly<Record<string, string | undefined>> => {
  const { pathname } = useLocation()
  return useMemo(() => namedAt(pathname), [pathname])
}

type Asked = URLSearchParams | ((before: URLSearchParams) => URLSearchParams)

export const useSearchParams = (): [URLSearchParams, (next: Asked, going?: Going) => void] => {
  const { search } = useLocation()
  const asked = useMemo(() => new URLSearchParams(search), [search])
  const ask = useCallback((next: Asked, going?: Going) => go(`?${(typeof next === 'function' ? next(new URLSearchParams(location.search)) : next).toString()}`, going), [])
  return [asked, ask]
}

interface RouteProps {
  path?: string
  element: ReactElement
  children?: ReactNode
}
/** Read by `Routes`; draws nothing by itself. */
export const Route = (_: RouteProps): ReactNode => null

/** From the outermost frame to the page. */
const wayTo = (path: string, routes: ReactNode): ReactElement[] | undefined => {
  for (const route of Children.toArray(routes)) {
    if (!isValidElement<RouteProps>(route)) continue
    const { path: own, element, children } = route.props
    if (own === path) return [element]
    const further = wayTo(path, children)
    if (further) return [element, ...further]
  }
  return undefined
}

export const Routes = ({ children }: { children: ReactNode }): ReactNode => {
  const { pathname } = useLocation()
  const page = phonePageAt(pathname)
  return page ? (wayTo(page.path, children) ?? []).reduceRight<ReactNode>((inside, element) => <Within value={inside}>{element}</Within>, null) : null
}

export const Outlet = (): ReactNode => useContext(Within)

export const Navigate = ({ to, replace }: { to: string; replace?: boolean }): ReactNode => {
  useEffect(() => go(to, { replace }), [to, replace])
  return null
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; replace?: boolean }

export const Link = ({ to, replace, onClick, children, ...rest }: LinkProps) => {
  const followed = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    // Another tab, a download, the other button: the browser's own business.
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || (rest.target !== undefined && rest.target !== '_self') || rest.download !== undefined
    if (event.defaultPrevented || elsewhere) return
    event.preventDefault()
    go(to, { replace })
  }
  return (
    <a {...rest} href={to} onClick={followed}>
      {children}
    </a>
  )
}

/** Says itself where one is: for the bar below. */
export const NavLink = ({ className, end: _, ...rest }: LinkProps & { end: true }) => {
  const { pathname } = useLocation()
  const here = phonePageAt(pathname)?.path === phonePageAt(rest.to)?.path
  return <Link {...rest} {...(here ? { 'aria-current': 'page', className: ['active', className].filter(Boolean).join(' ') } : { className })} />
}
