import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Role } from '../../kernel/org/roles.ts'
import { pages } from '../../web/pages.ts'
import { openYearHouse, type TestHouse } from './house.ts'
import { widerThanWindow } from './keys.ts'

/** Every page of the house as somebody for whom it is, against the rules of WCAG 2 A and AA; those of the portal also at 320 pixels without scrolling sideways. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
})
afterAll(() => house?.close())

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const Found = z.array(z.object({ id: z.string(), impact: z.string().nullable().optional(), nodes: z.array(z.object({ html: z.string(), target: z.array(z.unknown()), failureSummary: z.string().optional() })) }))

const logins: Partial<Record<Role, string>> = { talent: 'talent-1', employerClerk: 'employer', windowClerk: 'window', reviewer: 'county-hr', talentOffice: 'talent-office', trainingOfficer: 'training', financeMaker: 'fund-maker', financeChecker: 'fund-checker', specialist: 'specialist', leader: 'leader', systemOfficer: 'system-officer', securityOfficer: 'security-officer', auditOfficer: 'audit-officer' }

/** As text, which the browser's own tools evaluate: the page's policy of scripts lets no other script in. */
const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], iframes: false }).then((r) => r.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, target, failureSummary }) => ({ html, target, failureSummary })) })))"

const violations = async (page: Page): Promise<string[]> => {
  if ((await page.evaluate("'axe' in window")) !== true) await page.evaluate(axe)
  const found = Found.parse(await page.evaluate(run))
  return found.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 160) ?? ''} — ${nodes[0]?.failureSummary?.split('\n').slice(1, 3).join(' ') ?? ''}`)
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

test('no page breaks a rule of access, and no page of the portal is wider than a small phone', async () => {
  const broken: string[] = []
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
        broken.push(...(await violations(page)).map((one) => `${role} ${path}: ${one}`))
        if (frame === 'portal') broken.push(...(await widerThanWindow(page)).map((one) => `${role} ${path} is too wide: ${one}`))
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
  console.log(`axe: ${seen.size} of ${pages.length} pages; drawn in the frame of the page before: ${unsettled.join('、') || 'none'}`)
  expect(broken).toEqual([])
  expect(seen.size).toBeGreaterThan(60)
}, 240_000)
