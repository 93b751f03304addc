import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { readVocabulary } from '../../policy/index.ts'
import { draftOf, installSmallLibrary } from '../../test/laboratory.ts'
import { recognise } from '../../test/library.ts'
import { test, type World } from '../../test/world.ts'
import { duesOf } from '../contract.ts'
import { checkDraft, listWords } from './contract.ts'
import { derivationProblems } from './derivation.ts'
import { approveFact, listFacts, proposeFact, rejectFact, tryFact, type FactFields } from './vocabulary-contract.ts'

const sex: FactFields = { name: '性别', id: 'sex', subject: 'person', type: 'code', codes: ['男', '女'], source: '市公安局', derive: 's.sex', ask: '您的性别？' }
const reason = '政策影响分析需要按性别看'

const proposed = async (world: World, fact: FactFields = sex) => {
  await installSmallLibrary(world)
  const writer = await world.staff('talentOffice')
  return { writer, ...(await writer.does(proposeFact, { fact, reason })) }
}

describe('adding a fact', () => {
  test('is tried over real subjects, proposed by one, approved by another, and then rules may use it', async ({ world }) => {
    await world.person()
    const { writer, changeId, number } = await proposed(world)
    expect(number).toBe('CB202600001')
    expect(await writer.asks(tryFact, sex)).toEqual({ problems: [], broken: [], sample: { rows: 1, known: 1, values: [{ value: '男', count: 1 }] } })
    expect((await writer.asks(listFacts, {})).changes).toMatchObject([{ fact: '性别', kind: 'add', state: 'proposed', mine: true, proposedByName: '甲1' }])
    await expect(writer.does(approveFact, { changeId })).rejects.toMatchObject({ code: 'sameHand' })
    const second = await world.staff('talentOffice')
    await second.does(approveFact, { changeId })
    const { facts } = await second.asks(listFacts, {})
    expect(facts.find(({ name }) => name === '性别')).toMatchObject({ id: 'sex', codes: ['男', '女'], source: '市公安局', uses: [] })
    expect(facts.find(({ name }) => name === '年龄')?.uses).toEqual([{ measure: 'young-allowance', title: '青年人才津贴', edition: 1 }])
    expect((await second.asks(listWords, {})).facts.map(({ name }) => name)).toContain('性别')
    await expect(second.does(approveFact, { changeId })).rejects.toMatchObject({ code: 'notProposed' })
  })

  test('stays when the library is installed again at the next start', async ({ world }) => {
    const { changeId } = await proposed(world)
    await (await world.staff('talentOffice')).does(approveFact, { changeId })
    await installSmallLibrary(world)
    expect((await (await world.staff('talentOffice')).asks(listFacts, {})).facts.map(({ name }) => name)).toContain('性别')
  })

  test('an asked fact needs no derivation; one that is neither derived nor asked is refused', async ({ world }) => {
    const { derive: _, ...asked } = sex
    await proposed(world, asked)
    const writer = await world.staff('talentOffice')
    const { ask: __, ...neither } = asked
    await expect(writer.does(proposeFact, { fact: { ...neither, name: '国籍', id: 'nationality' }, reason })).rejects.toMatchObject({ code: 'notSound', message: expect.stringContaining('怎么推导，或者怎么问') })
    await expect(writer.does(proposeFact, { fact: asked, reason })).rejects.toMatchObject({ code: 'alreadyOpen' })
  })

  test('an identifier that another fact has, a name that no rule could write, a code list without codes are refused', async ({ world }) => {
    await installSmallLibrary(world)
    const writer = await world.staff('talentOffice')
    for (const wrong of [{ id: 'age' }, { name: '性 别' }, { codes: [] }]) await expect(writer.does(proposeFact, { fact: { ...sex, ...wrong }, reason })).rejects.toMatchObject({ code: 'notSound' })
  })

  test('a derivation that the database does not take, that yields another type, or that is slow is told so', async ({ world }) => {
    await world.person()
    await installSmallLibrary(world)
    const writer = await world.staff('talentOffice')
    const problem = async (derive: string) => (await writer.asks(tryFact, { ...sex, derive })).problems[0]
    expect(await problem('s.gender')).toContain('数据库不接受这段推导')
    expect(await problem('s.birth_date')).toContain('推导出的值不合类型')
    expect(await problem('(select name from registry.person)')).toContain('只能读 pub')
    expect(await problem('(select count(*) from generate_series(1, 1000000000))')).toContain('不能用“generate_series(…)”')
    await expect(writer.does(proposeFact, { fact: { ...sex, derive: 's.gender' }, reason })).rejects.toMatchObject({ code: 'notSound' })
  })
})

describe('changing a fact', () => {
  const age: FactFields = { name: '年龄', id: 'age', subject: 'person', type: 'number', unit: '岁', source: '市公安局', derive: 'extract(year from age(kernel.today(), s.birth_date))', ask: '您几岁？' }

  test('to another type while measures use it is refused, with what would break', async ({ world }) => {
    await installSmallLibrary(world)
    const writer = await world.staff('talentOffice')
    const { derive: _, ...text } = age
    expect((await writer.asks(tryFact, { ...text, type: 'text' })).broken).toMatchObject([{ measure: 'young-allowance', edition: 1 }])
    await expect(writer.does(proposeFact, { fact: { ...text, type: 'text' }, reason })).rejects.toMatchObject({ code: 'breaks', message: expect.stringContaining('青年人才津贴第1版') })
  })

  test('a code list that loses a code which a table uses is refused; one that gains a code is not', async ({ world }) => {
    await installSmallLibrary(world)
    const writer = await world.staff('talentOffice')
    const level: FactFields = { name: '人才类别', id: 'talent_class', subject: 'person', type: 'code', codes: ['无', 'E', 'D', 'C', 'B'], ordered: true, source: '市人才办', derive: 's.class_level', ask: '您是哪一类人才？' }
    await expect(writer.does(proposeFact, { fact: level, reason })).rejects.toMatchObject({ code: 'breaks' })
    expect(await writer.does(proposeFact, { fact: { ...level, codes: ['无', 'F', 'E', 'D', 'C', 'B', 'A'] }, reason })).toMatchObject({ number: 'CB202600001' })
  })

  test('takes effect at once for whoever asks what he is due', async ({ world }) => {
    await installSmallLibrary(world)
    const person = await world.person({ birthDate: '1988-01-01' })
    await recognise(world, person, 'D')
    const office = await world.staff('talentOffice')
    const outcome = async () => (await office.asks(duesOf, { kind: 'person', id: person })).dues[0]?.outcome
    expect(await outcome()).toBe('ineligible')
    const { changeId } = await office.does(proposeFact, { fact: { ...age, derive: 'extract(year from age(kernel.today(), s.birth_date)) - 10' }, reason })
    await (await world.staff('talentOffice')).does(approveFact, { changeId })
    expect(await outcome()).toBe('eligible')
  })

  test('is approved by the city alone, and rejected with a reason', async ({ world }) => {
    const { writer, changeId } = await proposed(world)
    const county = await world.staff('talentOffice', '980101')
    await expect(county.does(approveFact, { changeId })).rejects.toMatchObject({ kind: 'missing' })
    const own = await county.does(proposeFact, { fact: { ...sex, name: '籍贯', id: 'origin_place' }, reason })
    await expect((await world.staff('talentOffice', '980101')).does(approveFact, { changeId: own.changeId })).rejects.toMatchObject({ code: 'cityOnly' })
    await (await world.staff('talentOffice')).does(rejectFact, { changeId, words: '分析用不到这一项' })
    expect((await writer.asks(listFacts, {})).changes.find(({ fact }) => fact === '性别')).toMatchObject({ state: 'rejected', reviewWords: '分析用不到这一项' })
    await expect(writer.does(rejectFact, { changeId, words: '再退一次看看' })).rejects.toMatchObject({ code: 'notProposed' })
  })

  test('what a publication meanwhile came to use is found at the approval', async ({ world }) => {
    const { writer, text } = await draftOf(world)
    const { changeId } = await writer.does(proposeFact, { fact: { name: '月薪', id: 'monthly_pay', subject: 'person', type: 'text', source: '用人单位', ask: '您的月薪？' }, reason })
    await world.asSystem((db) => db.insertInto('measures.edition').values({ measure: 'pay-bonus', edition: 1, title: '高薪奖励', documentNumber: '文', stage: '激励', subjectKind: 'person', gives: 'money', delivery: 'apply', validFrom: '2026-01-01', path: '[]', hash: 'y', text: text.replace('young-allowance', 'pay-bonus').replace('年龄 <= 40', '月薪 >= 8000') }).execute())
    await expect((await world.staff('talentOffice')).does(approveFact, { changeId })).rejects.toMatchObject({ code: 'breaks', message: expect.stringContaining('第2版第10行') })
    expect((await writer.asks(checkDraft, { text })).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('what a derivation may say', () => {
  test('every derivation of the example city is within it', () => {
    const { vocabulary } = readVocabulary('词表', readFileSync(join(import.meta.dirname, '../../policies/qingyu/vocabulary.yaml'), 'utf8'))
    const derived = [...vocabulary.facts.values()].flatMap(({ derive }) => derive ?? [])
    expect(derived.length).toBeGreaterThan(40)
    for (const derive of derived) expect([derive, derivationProblems(derive)]).toEqual([derive, []])
  })

  test('nothing that writes, leaves pub, takes another eye or hides behind a comment passes', () => {
    for (const derive of [
      "1); delete from registry.person; --", "set_config('app.role', 'system', true)", "(select set_config('app.role','system',true))", 'pg_sleep(10)', "current_setting('app.actor')", '(delete from pub.person returning 1)', '(select 1 into x)',
      "(select query_to_xml('select 1', true, true, ''))", "(select lo_import('/etc/passwd'))", 's.name /* x */', "$$x$$", '"s".name', "(select password_hash from kernel.account limit 1)", '(select relname from pg_catalog.pg_class limit 1)', "'a' || 'b", "dblink('x')", 'pg_read_file (\'/etc/passwd\')',
    ])
      expect([derive, derivationProblems(derive).length]).toEqual([derive, 1])
  })

  test('a cast of what somebody wrote as a fact is refused with what to write instead: one value would fail it for everybody', () => {
    for (const derive of ["(s.facts ->> '诚信')::boolean", "s.facts->>'额'::numeric", "((s.facts ->> '额'))::numeric / 100", "cast(s.facts ->> '日' as date)"]) expect(derivationProblems(derive)).toEqual([expect.stringContaining('pub.as_number(s.facts -> …)')])
    for (const derive of ["pub.as_truth(s.facts -> '诚信')", "(s.facts ->> '身份')::text", "s.facts ->> '身份'"]) expect([derive, derivationProblems(derive)]).toEqual([derive, []])
  })
})
