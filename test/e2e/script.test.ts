import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openYearHouse, type TestHouse } from './house.ts'
import { visitAll } from './visit.ts'

/** What somebody wrote into a field is read, never run: markup behind the words of every column of prose, then every page as everybody. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
})
afterAll(() => house?.close())

const mark = '植入'
const markup = `<img src=${mark} onerror="window.ran=1"><svg onload="window.ran=1"></svg><script>window.ran=1</script>"onmouseover="window.ran=1`

/**
 * Behind the words of two hundred rows of each column that holds prose (ten different Chinese texts or more, so that no code word is spoilt), past every
 * trigger. A column whose constraint says no keeps its words. Texts that are programs (clauses, vocabulary) and the chained audit trail stay.
 */
const poison = `
do $$
declare c record; many int; n int; done int := 0;
begin
  set local session_replication_role = replica;
  create table public.poisoned (col text);
  for c in select t.table_schema as s, t.table_name as t, k.column_name as k from information_schema.columns k join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and k.data_type = 'text' and k.is_generated = 'NEVER' and t.table_schema in ('registry', 'cases', 'fund', 'measures', 'delivery', 'demand', 'training', 'recognition', 'indicators', 'kernel')
        and not (t.table_schema = 'kernel' and t.table_name like 'audit%') and not (t.table_schema = 'measures' and k.column_name = 'text') loop
    begin
      execute format('select count(distinct %1$I) from (select %1$I from %2$I.%3$I where %1$I ~ ''[\u4e00-\u9fa5]'' and %1$I !~ ''^[[{]'' limit 400) x', c.k, c.s, c.t) into many;
      if many < 10 then continue; end if;
      execute format('update %2$I.%3$I set %1$I = %1$I || %4$L where ctid in (select ctid from %2$I.%3$I where %1$I ~ ''[\u4e00-\u9fa5]'' and %1$I !~ ''^[[{]'' limit 200)', c.k, c.s, c.t, '${markup.replaceAll("'", "''")}');
      get diagnostics n = row_count;
      if n > 0 then insert into public.poisoned values (c.s || '.' || c.t || '.' || c.k); end if;
    exception when others then null;
    end;
  end loop;
end $$`

/** An element that came of the markup, or a script that ran; not the words themselves. */
const injected = (page: Page): Promise<string[]> =>
  page.evaluate((src) => [...('ran' in window ? ['a script ran'] : []), ...[...document.querySelectorAll(`img[src="${src}"], svg[onload], [onmouseover], [onerror]`)].map((element) => element.outerHTML.slice(0, 120))], mark)

// clause: ASVS 1.1.2; ASVS 1.2.1; ASVS 3.2.2
test('markup in any column of prose is shown as it was written, on every page, to everybody', async () => {
  await house.asAdmin(poison)
  const columns = await house.asAdmin('select col from public.poisoned')
  const found: string[] = []
  let shown = 0
  let control: string[] = []
  const { seen } = await visitAll(house, async ({ page, role, path }) => {
    found.push(...(await injected(page)).map((one) => `${role} ${path}: ${one}`))
    if (await page.evaluate((src) => document.body.textContent.includes(`<img src=${src}`), mark)) shown += 1
    if (control.length > 0) return
    // The same markup set as HTML must be seen, or the search proves nothing.
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', `<div id="planted">${html}</div>`), markup)
    control = await injected(page)
    await page.evaluate(() => document.querySelector('#planted')?.remove())
  })
  console.log(`markup in ${columns.length} columns, read on ${shown} of ${seen.size} pages`)
  expect(control.length).toBeGreaterThan(0)
  expect(found).toEqual([])
  expect(columns.length).toBeGreaterThan(30)
  expect(shown).toBeGreaterThan(30)
}, 240_000)
