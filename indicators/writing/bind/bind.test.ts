import { describe, expect, test } from 'vitest'
import { heldOutDrafts, readDrafts } from '../../../bench/writing/drafts.ts'
import { exampleLexicon, judgeDraft } from '../../../bench/writing/judge.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { findBlanks } from '../blanks.ts'
import { linesOfText } from '../read/text.ts'
import { fillsFrom, type Bound } from '../types.ts'
import { bindBlanks } from './bind.ts'
import { memoryOf } from './memory.ts'

const asOf = plainDate('2026-09-30')
const lexicon = exampleLexicon(asOf)
const bind = (text: string, more: { scope?: string; choices?: ReadonlyMap<number, string>; on?: string } = {}): Bound[] => {
  const lines = linesOfText(text).map(({ line }) => line)
  return bindBlanks({ lines, blanks: findBlanks(lines), lexicon, asOf: plainDate(more.on ?? '2026-09-30'), scope: more.scope ?? '9801', ...(more.choices ? { choices: more.choices } : {}) })
}
/** What is filled, by id; `?id` where the writer is asked, `-` where nothing fits. */
const idsOf = (text: string, more?: Parameters<typeof bind>[1]): string[] => bind(text, more).map(({ binding, certainty }) => (binding === null ? '-' : certainty >= fillsFrom ? binding.id : `?${binding.id}`))

describe('blanks and what they stand for', () => {
  test('a list binds in its order, to what is said before each or behind it', () => {
    expect(idsOf('现有国家级高新区XX个、科技企业孵化器XX家、众创空间XX家、博士后站XX个、企业技术中心XX家。')).toEqual(['platform.zone.national', 'platform.incubator', 'platform.makerspace', 'platform.postdoc', 'platform.technology-centre'])
    expect(idsOf('建成XX家科技企业孵化器、XX家国家级众创空间。')).toEqual(['platform.incubator', 'platform.makerspace.national'])
  })

  test('a change and a share follow the figure before them', () => {
    expect(idsOf('人才密度达到XX%，较上年提高X个百分点。')).toEqual(['talent.density', 'talent.density.change'])
    expect(idsOf('今年引进人才XX名，同比增长XX%，其中高层次人才XX名。')).toEqual(['introduction.year', 'introduction.year.growth', 'highLevel.introduced'])
    expect(idsOf('高技能人才XX人，占人才总量的XX%。')).toEqual(['talent.skilled', 'talent.skilled/talent.total'])
  })

  test('ever, this year, last year, present and kept are different figures', () => {
    expect(idsOf('累计引进高层次人才XX名，今年引进高层次人才XX名，在岗的高层次人才XX名，高层次人才留存率XX%。')).toEqual(['highLevel.total', 'highLevel.introduced', 'highLevel.present', 'highLevel.retained'])
    expect(bind('去年引进人才XX名；截至去年底人才总量XX万人；一季度引进人才XX名。').map(({ binding }) => binding?.period)).toEqual([{ from: '2025-01-01', to: '2025-12-31' }, { from: null, to: '2025-12-31' }, { from: '2026-01-01', to: '2026-03-31' }])
  })

  test('环比 is held against the month or the quarter before, for what is there and for what came', () => {
    const [came, there, quarter, several] = bind('8月份引进人才XX人，环比增长XX%。8月底人才总量XX人，环比增加XX人。二季度引进人才XX人，环比增长XX%。1—8月引进人才XX人，环比增长XX%。', { on: '2026-08-31' }).filter((_, at) => at % 2 === 1)
    expect(came?.binding).toMatchObject({ id: 'introduction.year.growth', since: '2026-07-31', sinceFrom: '2026-07-01', period: { from: '2026-08-01', to: '2026-08-31' } })
    expect(there?.binding).toMatchObject({ id: 'talent.total.change', since: '2026-07-31' })
    expect(quarter?.binding).toMatchObject({ id: 'introduction.year.growth', since: '2026-03-31', sinceFrom: '2026-01-01' })
    expect(several?.binding).toBeNull()
  })

  test.each([
    ['an average', '月均引进人才XX人，年均引进高层次人才XX名'],
    ['a word that the house cannot read', '今年规上企业引进人才XX人，今年宁波引进高层次人才XX名'],
    ['the people of an institution', '平台集聚高层次人才XX人，高新区内人才总量XX人'],
    ['another counter', '在办办件XX倍，今年受理申报XX场'],
    ['one number of two things', '高技能人才、专业技术人才XX人，孵化器和众创空间XX家'],
    ['a comparison with another place', '人才总量比宁波少XX人，今年引进人才比云浦区多XX人'],
    ['where they came from', '今年从云浦区引进人才XX人'],
    ['a part of the money', '今年下达专项资金XX万元用于海外引才'],
    ['one figure twice in a sentence', '今年引进人才XX人，其中全职XX人'],
  ])('%s is not filled without asking', (_, text) => {
    const bound = bind(text)
    const doubted = text.startsWith('今年引进人才') ? bound.slice(1) : bound
    expect(doubted.filter(({ certainty }) => certainty >= fillsFrom).map(({ before, binding }) => `${before} → ${binding?.id}`)).toEqual([])
  })

  test('from one day to another: the second number is not of the first day, and what grew is held against it', () => {
    const [first, second, grown] = bind('人才总量从2020年底的XX人增加到2025年底的XX人，增长XX%')
    expect([first, second].map((one) => one?.binding?.period.to)).toEqual(['2020-12-31', '2025-12-31'])
    expect(grown?.binding).toMatchObject({ id: 'talent.total.growth', since: '2020-12-31' })
  })

  test('who is meant when nothing says of which years is asked, not guessed', () => {
    const [one] = bind('引进高层次人才XX名。')
    expect(one?.certainty).toBeLessThan(fillsFrom)
    expect(one?.candidates.map(({ binding }) => binding.id)).toEqual(expect.arrayContaining(['highLevel.introduced', 'highLevel.total']))
  })

  test('a word that the house cannot read between the noun and its number leaves the blank alone', () => {
    expect(idsOf('高层次人才子女入学XX人，高层次人才服务专员XX名，女性人才XX人，孵化器在孵企业XX家。')).toEqual(['-', '-', '-', '-'])
    expect(idsOf('全国人才总量XX亿人，我省人才总量XX万人。')).toEqual(['-', '-'])
    expect(idsOf('地区生产总值XX亿元，人才贡献率XX%，人才公寓楼下的便利店XX家。')).toEqual(['-', '-', '-'])
    expect(idsOf('建成人才公寓XX套、XX万平方米，从XX套增加到XX套。').slice(0, 3)).toEqual(['housing.units', 'housing.floor-area', '?housing.units'])
  })

  test('parameters of measures: highest, row of the table, share, months, by the words of who gets them', () => {
    expect(idsOf('对创新创业团队最高给予XX万元项目资助，对高层次人才最高给予XX万元安家补贴。')).toEqual(['team-project-funding/highest', 'settling-in-subsidy/highest'])
    expect(idsOf('A类、B类、C类人才分别给予XX万元、XX万元、XX万元安家补贴。')).toEqual(['settling-in-subsidy/人才类别=A', 'settling-in-subsidy/人才类别=B', 'settling-in-subsidy/人才类别=C'])
    expect(idsOf('生活补贴：名校硕士每月XX元，发放XX个月。')).toEqual(['living-subsidy/学历=硕士研究生,名单=是', 'living-subsidy/times'])
    expect(idsOf('生活补贴：硕士每月XX元。')[0]).toMatch(/^\?living-subsidy/)
    expect(idsOf('薪酬补助按XX%给予。')[0]).toMatch(/^\?/)
  })

  test('money that moved is no parameter: a line of the budget, what was paid for one measure', () => {
    expect(idsOf('今年安家补贴下达XX万元，发放租房补贴XX万元。')).toEqual(['fund.appropriated[title=安家补贴]', 'fund.paid[title=人才租房补贴]'])
    expect(idsOf('每年安排专项资金不少于XX亿元。')).toEqual(['fund.promised-floor'])
  })

  test('the place is the one that is said, else the title’s, else the writer’s own', () => {
    expect(bind('澄江县人才工作汇报\n全县人才总量XX人。\n云浦区人才总量XX人。').map(({ binding }) => binding?.place)).toEqual(['980104', '980102'])
    expect(bind('人才总量XX人。', { scope: '980104' })[0]?.binding?.place).toBe('980104')
    const [outside] = bind('云浦区人才总量XX人。', { scope: '980104' })
    expect(outside?.binding).toBeNull()
    expect(outside?.why).toContain('不在您的辖区内')
  })

  test('names: the city, a document, a day; persons and other counties are left', () => {
    expect(idsOf('XX市欢迎您')).toEqual(['name.city'])
    expect(idsOf('《青屿市人才安居办法》（青建发〔2021〕XX号）')).toEqual(['document/青建发〔2021〕17号'])
    expect(idsOf('截至XX月底')).toEqual(['name.month'])
    expect(idsOf('截至XX月底', { on: '2026-09-15' })).toEqual(['?name.month'])
    expect(idsOf('XXX同志、XX区、XX省、XX公司')).toEqual(['-', '-', '-', '-'])
    expect(bind('XXX同志主持')[0]?.why).toContain('人名')
  })

  test('a table binds by the heads of its row and column', () => {
    expect(bind('县区\t人才总量（人）\t人才密度（%）\n云浦区\tXX\tXX').map(({ binding }) => [binding?.id, binding?.place])).toEqual([['talent.total', '980102'], ['talent.density', '980102']])
  })

  test('a period that has not come is not filled', () => {
    expect(idsOf('截至12月底，人才总量XX人。')[0]).toMatch(/^\?|-/)
  })

  test('the writer’s own choice stands above all, and is followed by what comes after', () => {
    const [one, two] = bind('引进高层次人才XX名、名校优生XX名。', { choices: new Map([[1, 'highLevel.total'], [2, 'leave']]) })
    expect(one).toMatchObject({ binding: { id: 'highLevel.total' }, certainty: 1, why: '您选择的' })
    expect(two).toMatchObject({ binding: null, why: '您选择不填' })
  })

  test('what was confirmed last year binds the same this year, whatever the figures around it', () => {
    const lines = linesOfText('2026年，我们引进高层次人才XX名。').map(({ line }) => line)
    const question = { lines, blanks: findBlanks(lines), lexicon, asOf, scope: '9801' }
    const [before] = bindBlanks(question)
    expect(before?.binding?.id).toBe('highLevel.introduced')
    const memory = memoryOf([{ context: before?.context ?? '', bindingId: 'highLevel.total', confirmedOn: '2025-10-08' }], 2026, () => undefined)
    expect(bindBlanks({ ...question, memory })[0]).toMatchObject({ binding: { id: 'highLevel.total' }, certainty: 0.99, why: expect.stringContaining('去年如此确认') })
  })
})

describe('the drafts of the bench', () => {
  const judged = readDrafts().flatMap(judgeDraft)

  test('there are at least forty with four hundred blanks, and no label that was forgotten', () => {
    expect(readDrafts().length).toBeGreaterThanOrEqual(40)
    expect(judged.length).toBeGreaterThanOrEqual(400)
  })

  test('none is filled wrongly without being marked, and 95 of a hundred are right', () => {
    expect(judged.filter(({ verdict }) => verdict === 'wrongUnmarked').map(({ draft, bound }) => `${draft}: ${bound.before}${bound.blank.text} → ${bound.binding?.id}`)).toEqual([])
    expect(judged.filter(({ verdict }) => verdict === 'right').length / judged.length).toBeGreaterThanOrEqual(0.95)
  })

  test('so it is with the drafts that were held out', () => {
    const heldOut = readDrafts(heldOutDrafts).flatMap(judgeDraft)
    expect(heldOut.length).toBeGreaterThanOrEqual(200)
    expect(heldOut.filter(({ verdict }) => verdict === 'wrongUnmarked').map(({ draft, bound }) => `${draft}: ${bound.before}${bound.blank.text} → ${bound.binding?.id}`)).toEqual([])
    expect(heldOut.filter(({ verdict }) => verdict === 'right').length / heldOut.length).toBeGreaterThanOrEqual(0.95)
  })

  test('the judge finds a wrong binding: a label that says another figure', () => {
    const [draft] = readDrafts()
    if (!draft) throw new Error('no draft')
    const swapped = { ...draft, labels: draft.labels.map((label, at) => (at === 0 ? { ...label, none: false, meanings: [{ id: 'talent.total' }] } : label)) }
    expect(judgeDraft(swapped)[0]?.verdict).toBe('wrongUnmarked')
  })
})
