import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pages } from '../../web/pages.ts'
import { openYearHouse, type TestHouse } from './house.ts'
import { widerThanWindow } from './keys.ts'
import { visitAll } from './visit.ts'

/** Every page of the house as somebody for whom it is, against the rules of WCAG 2 A and AA; those of the portal also at 320 pixels without scrolling sideways. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
}, 600_000)
afterAll(() => house?.close())

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const Found = z.array(z.object({ id: z.string(), impact: z.string().nullable().optional(), nodes: z.array(z.object({ html: z.string(), target: z.array(z.unknown()), failureSummary: z.string().optional() })) }))

/** As text, which the browser's own tools evaluate: the page's policy of scripts lets no other script in. */
const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], iframes: false }).then((r) => r.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, target, failureSummary }) => ({ html, target, failureSummary })) })))"

const violations = async (page: Page): Promise<string[]> => {
  if ((await page.evaluate("'axe' in window")) !== true) await page.evaluate(axe)
  const found = Found.parse(await page.evaluate(run))
  return found.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 160) ?? ''} — ${nodes[0]?.failureSummary?.split('\n').slice(1, 3).join(' ') ?? ''}`)
}

test('no page breaks a rule of access, and no page of the portal is wider than a small phone', async () => {
  const broken: string[] = []
  const { seen, unsettled } = await visitAll(house, async ({ page, role, path, frame }) => {
    broken.push(...(await violations(page)).map((one) => `${role} ${path}: ${one}`))
    if (frame === 'portal') broken.push(...(await widerThanWindow(page)).map((one) => `${role} ${path} is too wide: ${one}`))
  })
  console.log(`axe: ${seen.size} of ${pages.length} pages; drawn in the frame of the page before: ${unsettled.join('、') || 'none'}`)
  expect(broken).toEqual([])
  expect(seen.size).toBeGreaterThan(60)
}, 240_000)
