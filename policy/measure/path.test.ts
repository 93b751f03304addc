import { describe, expect, test } from 'vitest'
import { describe as describeEdition } from '../explain/describe.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { readEdition } from './read.ts'

const scope = scopeOf(readVocabulary('v.yaml', 'facts:\n  - { name: 年龄, type: number }\n').vocabulary)
const read = (path: string, limits = '') =>
  readEdition('a.yaml', `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions:\n  - says: 条件\n    rule: 年龄 > 3\ngives: [{ kind: money, amount: 1 }]\n${limits}path: ${path}\n`, scope)
const said = (path: string, limits?: string) => read(path, limits).diagnostics.map(({ severity, message }) => `${severity} ${message}`)

const decide = '{ step: 审定, by: city.hr }'

test('one of several offices, or all of them', () => {
  const { edition, diagnostics } = read(`[{ anyOf: [{ step: 甲核验, by: county.hr }, { step: 乙核验, by: county.tax }], within: 5wd }, { together: [{ step: 丙核验, by: city.hr }, { step: 丁核验, by: city.tax }] }, ${decide}]`)
  expect(diagnostics).toEqual([])
  expect(edition?.path.map(({ needs, steps }) => [needs, steps.length])).toEqual([['one', 2], [undefined, 2], [undefined, 1]])
  expect(edition && describeEdition(edition).path).toEqual(['一家办理即可：县区·hr 甲核验、县区·tax 乙核验（5个工作日）', '并行：市·hr 丙核验、市·tax 丁核验', '市·hr 审定'])
})

describe('a path that no case could walk is said while it is written', () => {
  test.each([
    ['something after the decision', `[${decide}, { step: 公示, within: 5wd }]`, ['error “公示”排在审定之后，办件走不到']],
    ['a decision beside others', `[{ together: [${decide}, { step: 会审, by: city.tax }] }]`, ['error “审定”不能和别的步骤并行']],
    ['a notice beside others', `[{ anyOf: [{ step: 公示 }, { step: 会审, by: city.tax }] }, ${decide}]`, ['error “公示”不能和别的步骤并行']],
    ['a decision by the employer', '[{ step: 审定, by: employer, kind: decide }]', ['error “审定”要由主管部门办，不能由“employer”办']],
    ['nobody who decides', '[{ step: 核验, by: city.hr }]', ['warning 路径里没有审定这一步，办件不知道由谁决定']],
  ])('%s', (_name, path, expected) => expect(said(path)).toEqual(expected))

  test('paying out after the decision is the fund’s and may be written', () => expect(said(`[${decide}, { step: 拨付, by: city.finance }]`)).toEqual([]))
})

test('how long a supplement may take, in working days', () => {
  expect(read(`[${decide}]`, 'limits: { supplement: 10wd }\n').edition?.limits.supplement).toEqual({ days: 10, working: true })
  expect(said(`[${decide}]`, 'limits: { supplement: 10d }\n')).toEqual(['error 补正期限按工作日写，例如 15wd'])
})
