import type { Page } from 'playwright-core'
import type { Role } from '../../kernel/org/roles.ts'
import { pages } from '../../web/pages.ts'
import type { TestHouse } from './house.ts'

/** Every page of the house as somebody for whom it is; a page of one record by the first link to one that is met on the way. */

const logins: Partial<Record<Role, string>> = { talent: 'talent-1', employerClerk: 'employer', windowClerk: 'window', reviewer: 'county-hr', talentOffice: 'talent-office', trainingOfficer: 'training', financeMaker: 'fund-maker', financeChecker: 'fund-checker', specialist: 'specialist', leader: 'leader', systemOfficer: 'system-officer', securityOfficer: 'security-officer', auditOfficer: 'audit-officer' }

export interface Visited {
  page: Page
  role: string
  path: string
  frame: 'portal' | 'staff'
}

/** Opened as a link would: the house stays loaded, the page before it has to be gone and what it asked for has to be there. */
const open = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((to) => {
    document.querySelector('main')?.setAttribute('data-before', '')
    if (location.pathname === to) return document.querySelector('main')?.removeAttribute('data-before')
    history.pushState({ idx: 0, key: to }, '', to)
    return dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, path)
  await page.waitForFunction(() => document.querySelector('main') !== null && document.querySelector('main[data-before], .waiting, main > output, .ant-skeleton-active, .ant-spin-spinning') === null, undefined, { timeout: 6_000, polling: 50 })
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:[^/]+/g, '[^/]+')}$`)

/** Answers which entries of the table of pages were seen, and which stayed in the frame of the page before. */
export const visitAll = async (house: TestHouse, look: (visited: Visited) => Promise<void>): Promise<{ seen: ReadonlySet<string>; unsettled: readonly string[] }> => {
  const seen = new Set<string>()
  const unsettled: string[] = []
  const byRole = Map.groupBy(
    pages.filter(({ path }) => !path.includes('*')),
    ({ roles }) => (roles === 'public' ? 'public' : (roles.find((role) => logins[role] !== undefined) ?? 'nobody')),
  )
  for (const [role, own] of byRole) {
    if (role === 'nobody') continue
    for (const frame of ['portal', 'staff'] as const) {
      const here = own.filter((page) => page.frame === frame)
      if (here.length === 0) continue
      const device = frame === 'portal' ? 'small' : 'desk'
      const page = role === 'public' ? await house.visitor(device, house.address) : await house.as(logins[role] ?? '', device)
      if (role === 'public') await page.goto('/policies')
      const queue = here.filter(({ path }) => !path.includes(':')).map(({ path }) => path)
      const waiting = here.filter(({ path }) => path.includes(':'))
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        // A page under the same component as the one before keeps its frame; it is looked at as it stands.
        await open(page, path).catch(() => unsettled.push(`${role} ${path}`))
        seen.add(here.find((one) => pattern(one.path).test(path ?? ''))?.path ?? path)
        await look({ page, role, path, frame })
        const links = await page.evaluate(() => [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href') ?? ''))
        for (const one of waiting.slice()) {
          const link = links.find((href) => pattern(one.path).test(href))
          if (link === undefined) continue
          queue.push(link)
          waiting.splice(waiting.indexOf(one), 1)
        }
      }
      await page.context().close()
    }
  }
  return { seen, unsettled }
}
