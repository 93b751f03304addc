import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Id } from '../kernel/types.ts'
import type { World } from './world.ts'
import { installLibrary } from '../measures/install.ts'

/** A small library of one measure, for the tests of this desk. */
export const vocabulary = `facts:
  - { name: 年龄, id: age, type: number, unit: 岁, source: 市公安局, ask: 您今年多少岁？, derive: "extract(year from age(kernel.today(), s.birth_date))" }
  - { name: 人才类别, id: talent_class, type: code, codes: [A, B, C, D, E], source: 市人才办, ask: 您是哪一类人才？, derive: s.class_level }
`
export const measure = (changes: { edition?: number; from?: string; to?: string; age?: number; example?: string; on?: string } = {}) => `measure: young-allowance
edition: ${changes.edition ?? 1}
title: 青年人才津贴
document: { number: 青屿人才〔2026〕1号, clause: 第三条 }
stage: 激励
for: person
inForce: { from: ${changes.from ?? '2026-01-01'}${changes.to ? `, to: ${changes.to}` : ''} }
conditions:
  - says: 年龄不超过${changes.age ?? 35}周岁
    rule: 年龄 <= ${changes.age ?? 35}
  - says: 经认定的高层次人才
    rule: 人才类别 in ["A", "B", "C", "D", "E"]
gives:
  - kind: money
    payee: person
    amount: { by: 人才类别, table: { A: 50000, B: 40000, C: 30000, D: 20000, E: 10000 } }
    schedule:
      - { share: 100%, due: 申请日 }
limits: { once: person, budget: talent/living }
delivery: apply
path:
  - { step: 初审, by: county.hr, within: 5wd }
  - { step: 审定, by: city.talent-office, within: 5wd }
examples:
  - { name: 正好35岁, on: ${changes.on ?? '2026-06-15'}, facts: { 年龄: 35, 人才类别: D }, outcome: ${changes.example ?? 'eligible'}, amount: 20000 }
  - { name: 类别未知, on: ${changes.on ?? '2026-06-15'}, facts: { 年龄: 30, 人才类别: null }, outcome: unknown, missing: [人才类别] }
`

/** A folder of policies, gone with its test. */
export const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'juying-policies-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
export const publish = (world: World, files: Record<string, string>) => {
  const folder = folderWith({ 'vocabulary.yaml': vocabulary, ...files })
  return world.asSystem((db) => installLibrary(db, folder))
}

export const recognise = (world: World, personId: Id<'person'>, level: string) =>
  world.asSystem(async (db) => {
    await sql`
      insert into registry.talent_class (person_id, place_code, scheme, edition, level, issuer, basis, recognised_on, valid_from, source, as_of, verification)
      select id, place_code, '青屿市高层次人才', '2024版', ${level}, '市人才办', '荣誉', '2025-01-01', '2025-01-01', '市人才办', '2025-01-01', 'verified' from registry.person where id = ${personId}`.execute(db)
  })
