import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { draftOf, installSmallLibrary, type OpenDraft } from '../../test/laboratory.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { getMeasure } from '../contract.ts'
import { findEditionInForce } from '../index.ts'
import { approveDraft, checkDraft, discardDraft, getDraft, getDraftVersion, listDrafts, listWords, openDraft, publishDraft, saveDraft, sendBackDraft, submitDraft } from './contract.ts'

/** The world's today is 2026-06-15. */
const tomorrow = plainDate('2026-06-16')

const approved = async (world: World, age = 40): Promise<OpenDraft & { second: Somebody }> => {
  const open = await draftOf(world, age)
  await open.writer.does(submitDraft, { draftId: open.draftId, version: 2 })
  const second = await world.staff('talentOffice')
  await second.does(approveDraft, { draftId: open.draftId, version: 2, words: '同意' })
  return { ...open, second }
}

describe('opening a draft', () => {
  test('begins from the edition in force, with the next number; the list names it and who saved it', async ({ world }) => {
    const { writer, draftId } = await draftOf(world)
    const draft = await writer.asks(getDraft, { draftId })
    expect(draft).toMatchObject({ number: 'CG202600001', measure: 'young-allowance', state: 'draft', version: 2, base: '第1版', wroteIt: true })
    expect(draft.text).toContain('edition: 2')
    expect(draft.baseText).toContain('年龄 <= 35')
    expect(draft.versions.map(({ version }) => version)).toEqual([2, 1])
    expect((await writer.lists(listDrafts, { search: '青年' })).rows).toMatchObject([{ id: draftId, title: '青年人才津贴' }])
  })

  test('a new measure begins from a template that passes its own check', async ({ world }) => {
    await installSmallLibrary(world)
    const writer = await world.staff('talentOffice')
    const { draftId } = await writer.does(openDraft, { code: 'night-school', title: '夜校补助' })
    const { text } = await writer.asks(getDraft, { draftId })
    expect(text).toContain('title: 夜校补助')
    // The small vocabulary of this test has no 社保连续月数: the checker says so, at its line.
    expect((await writer.asks(checkDraft, { text })).diagnostics.map(({ message }) => message).join()).toContain('社保连续月数')
    await expect(writer.does(openDraft, { code: 'young-allowance', title: '青年' })).rejects.toMatchObject({ code: 'codeTaken' })
  })

  test('what is not there, and a second draft of the same measure, are refused', async ({ world }) => {
    const { writer } = await draftOf(world)
    await expect(writer.does(openDraft, { measure: 'nothing' })).rejects.toMatchObject({ code: 'noSuchMeasure' })
    await expect(writer.does(openDraft, { measure: 'young-allowance' })).rejects.toMatchObject({ code: 'alreadyOpen', message: expect.stringContaining('CG202600001') })
  })
})

describe('two writers at once', () => {
  test('the second save is refused, names who saved when, and both texts can be seen', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world)
    const other = await world.staff('talentOffice')
    await other.does(saveDraft, { draftId, version: 2, text: text.replace('D: 20000', 'D: 25000') })
    const mine = text.replace('D: 20000', 'D: 22000')
    await expect(writer.does(saveDraft, { draftId, version: 2, text: mine })).rejects.toMatchObject({ code: 'savedMeanwhile', message: expect.stringMatching(/甲2 \d+月\d+日 \d\d:\d\d 保存了第 3 稿/) })
    expect((await writer.asks(getDraftVersion, { draftId, version: 3 })).text).toContain('D: 25000')
    expect((await writer.asks(getDraftVersion, { draftId, version: 2 })).text).toBe(text)
    await expect(writer.does(submitDraft, { draftId, version: 2 })).rejects.toMatchObject({ code: 'savedMeanwhile' })
    await writer.does(saveDraft, { draftId, version: 3, text: mine })
    expect((await writer.asks(getDraft, { draftId })).text).toBe(mine)
  })

  test('two saves of the same version at the same moment: one is kept, the other told', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world)
    const other = await world.staff('talentOffice')
    const results = await Promise.allSettled([writer.does(saveDraft, { draftId, version: 2, text: `${text}# 甲\n` }), other.does(saveDraft, { draftId, version: 2, text: `${text}# 乙\n` })])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await writer.asks(getDraft, { draftId })).versions).toHaveLength(3)
  })

  test('a draft becomes no other measure; a text with errors is kept all the same', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world)
    await expect(writer.does(saveDraft, { draftId, version: 2, text: text.replace('young-allowance', 'old-allowance') })).rejects.toMatchObject({ code: 'otherMeasure' })
    expect(await writer.does(saveDraft, { draftId, version: 2, text: text.replace('年龄 <=', '年令 <=') })).toEqual({ version: 3 })
    expect(await writer.does(saveDraft, { draftId, version: 3, text: text.replace('年龄 <=', '年令 <=') })).toEqual({ version: 3 })
  })
})

describe('checking while typing', () => {
  test('a misspelt fact is named at its line and column with what was meant', async ({ world }) => {
    const { writer, text } = await draftOf(world)
    const { diagnostics, examples } = await writer.asks(checkDraft, { text: text.replace('rule: 年龄 <=', 'rule: 年令 <=') })
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity: 'error', line: 10, column: 11, suggestion: '是不是想写“年龄”？' }))
    expect(examples).toEqual([])
  })

  test('the test people turn red when the rule no longer says what they prove', async ({ world }) => {
    const { writer, text } = await draftOf(world, 30)
    const { examples, understood, parameters, budget } = await writer.asks(checkDraft, { text })
    expect(examples.map(({ name, holds }) => [name, holds])).toEqual([['正好35岁', false], ['五十岁', true], ['类别未知', true]])
    expect(examples[0]?.differences).toEqual(['应当符合，结果是不符合', '金额应当是 20000.00，结果是 未知'])
    expect(understood[0]?.says).toBe('年龄不超过30周岁')
    expect(budget).toBe('talent/living')
    const bound = parameters.find(({ path }) => path === 'conditions[0].rule#0')
    expect(bound).toMatchObject({ kind: 'number', value: '30', of: '年龄不超过30周岁' })
    expect(text.slice(bound?.from, bound?.to)).toBe('30')
  })

  test('a rule of 10,000 characters and 500 parentheses gets a sentence, not a fault', async ({ world }) => {
    const { writer, text } = await draftOf(world)
    for (const rule of ['(' .repeat(500) + '年龄 <= 40' + ')'.repeat(500), `年龄 <= ${'1 + '.repeat(3000)}1`]) {
      const { diagnostics, examples } = await writer.asks(checkDraft, { text: text.replace('年龄 <= 40', rule) })
      // Refused with a sentence, or understood and answered by all three people.
      expect(diagnostics.some(({ severity }) => severity === 'error') || examples.length === 3).toBe(true)
    }
  })

  test('a measure that asks about itself in a circle is told so', async ({ world }) => {
    const { writer, text } = await draftOf(world)
    const { diagnostics } = await writer.asks(checkDraft, { text: text.replace('年龄 <= 40', 'not(享受("young-allowance"))') })
    expect(diagnostics.map(({ code }) => code)).toContain('circle')
  })

  test('the editor is given the words of the vocabulary', async ({ world }) => {
    const { writer } = await draftOf(world)
    const words = await writer.asks(listWords, {})
    expect(words.facts.find(({ name }) => name === '人才类别')).toMatchObject({ codes: ['无', 'E', 'D', 'C', 'B', 'A'], source: '市人才办' })
    expect(words.functions).toContain('周岁')
    expect(words.measures).toEqual([{ code: 'young-allowance', title: '青年人才津贴' }])
  })
})

describe('the second person', () => {
  test('what has errors, disagrees with its people, or changes nothing is not submitted', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world, 30)
    await expect(writer.does(submitDraft, { draftId, version: 2 })).rejects.toMatchObject({ code: 'notReady', message: expect.stringContaining('正好35岁') })
    await writer.does(saveDraft, { draftId, version: 2, text: text.replace('年龄 <= 30', '年令 <= 30') })
    await expect(writer.does(submitDraft, { draftId, version: 3 })).rejects.toMatchObject({ code: 'notReady', message: expect.stringContaining('年令') })
    await writer.does(saveDraft, { draftId, version: 3, text: text.replaceAll('30', '35').replace('3500', '3000').replace('35000', '30000') })
    await writer.does(discardDraft, { draftId })
    const { draftId: again } = await writer.does(openDraft, { measure: 'young-allowance' })
    await expect(writer.does(submitDraft, { draftId: again, version: 1 })).rejects.toMatchObject({ code: 'unchanged' })
  })

  test('whoever wrote it may not approve it, from whichever account', async ({ world }) => {
    const { writer, draftId } = await draftOf(world)
    await expect((await world.staff('talentOffice')).does(approveDraft, { draftId, version: 2, words: '' })).rejects.toMatchObject({ code: 'notSubmitted' })
    await writer.does(submitDraft, { draftId, version: 2 })
    await expect(writer.does(approveDraft, { draftId, version: 2, words: '' })).rejects.toMatchObject({ code: 'sameHand' })
    await expect((await world.staff('talentOffice')).does(approveDraft, { draftId, version: 1, words: '' })).rejects.toMatchObject({ code: 'savedMeanwhile' })
    // Two accounts of one person are one person.
    const person = await world.person()
    const [first, second] = [await world.signIn('talentOffice', { place: '9801', personId: person }), await world.signIn('talentOffice', { place: '9801', personId: person })]
    await (await world.staff('talentOffice')).does(sendBackDraft, { draftId, reason: '请再看第一条' })
    const { text } = await first.asks(getDraft, { draftId })
    await first.does(saveDraft, { draftId, version: 2, text: `${text}\n# 再看过\n` })
    await first.does(submitDraft, { draftId, version: 3 })
    await expect(second.does(approveDraft, { draftId, version: 3, words: '' })).rejects.toMatchObject({ code: 'sameHand' })
  })

  test('the database itself does not take one person for two', async ({ world }) => {
    const { writer, draftId } = await draftOf(world)
    await writer.does(submitDraft, { draftId, version: 2 })
    await expect(world.database.adminQuery(`update measures.draft set state = 'approved', reviewer_person = submitter_person where id = '${draftId}'`)).rejects.toMatchObject({ code: '23514' })
    await expect(world.database.adminQuery(`update measures.draft_version set text = 'x'`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('sending back gives the reason and lets the writer go on; what is submitted is not written on', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world)
    const second = await world.staff('talentOffice')
    await expect(second.does(sendBackDraft, { draftId, reason: '还没有提交' })).rejects.toMatchObject({ code: 'notSubmitted' })
    await writer.does(submitDraft, { draftId, version: 2 })
    await expect(writer.does(submitDraft, { draftId, version: 2 })).rejects.toMatchObject({ code: 'notDraft' })
    await expect(writer.does(saveDraft, { draftId, version: 2, text })).rejects.toMatchObject({ code: 'notDraft' })
    await second.does(sendBackDraft, { draftId, reason: '请补一个四十一岁的示例' })
    expect(await writer.asks(getDraft, { draftId })).toMatchObject({ state: 'draft', reviewWords: '请补一个四十一岁的示例' })
  })
})

describe('publishing', () => {
  test('sets the day, takes the next number and ends the former edition on the day before', async ({ world }) => {
    const { second, draftId } = await approved(world)
    expect(await second.does(publishDraft, { draftId, from: tomorrow })).toEqual({ measure: 'young-allowance', edition: 2, supersedes: 1 })
    const editionOn = (day: string) => world.asSystem((db) => findEditionInForce(db, 'young-allowance', plainDate(day)))
    expect([(await editionOn('2026-06-15'))?.edition, (await editionOn('2026-06-16'))?.edition]).toEqual([1, 2])
    const page = await second.asks(getMeasure, { measure: 'young-allowance', edition: 2 })
    expect(page).toMatchObject({ validFrom: '2026-06-16', editions: [{ edition: 1, validTo: '2026-06-15' }, { edition: 2, validTo: null }] })
    expect(page.text).toContain('inForce: { from: 2026-06-16 }')
    // Its people are those of the former edition, of days before its own first day: they still prove the conditions.
    expect(page.examples.map(({ holds }) => holds)).toEqual([true, true, true])
    expect(await second.asks(getDraft, { draftId })).toMatchObject({ state: 'published', publishedEdition: 2 })
    await expect(second.does(discardDraft, { draftId })).rejects.toMatchObject({ code: 'finished' })
    await expect(second.does(publishDraft, { draftId, from: tomorrow })).rejects.toMatchObject({ code: 'notApproved' })
  })

  test('a day in the past, before a later edition, or of the former edition itself is refused', async ({ world }) => {
    const { second, draftId, writer } = await approved(world)
    await expect(second.does(publishDraft, { draftId, from: plainDate('2026-06-14') })).rejects.toMatchObject({ code: 'fromPast' })
    await second.does(publishDraft, { draftId, from: plainDate('2026-09-01') })
    const next = await writer.does(openDraft, { measure: 'young-allowance' })
    const { text } = await writer.asks(getDraft, { draftId: next.draftId })
    await writer.does(saveDraft, { draftId: next.draftId, version: 1, text: text.replace('D: 20000', 'D: 21000').replace('amount: 20000', 'amount: 21000') })
    await writer.does(submitDraft, { draftId: next.draftId, version: 2 })
    await second.does(approveDraft, { draftId: next.draftId, version: 2, words: '' })
    await expect(second.does(publishDraft, { draftId: next.draftId, from: tomorrow })).rejects.toMatchObject({ code: 'laterEdition', message: expect.stringContaining('2026-09-01') })
    world.setToday('2026-09-01')
    await expect(second.does(publishDraft, { draftId: next.draftId, from: plainDate('2026-09-01') })).rejects.toMatchObject({ code: 'beforeFormer' })
    expect(await second.does(publishDraft, { draftId: next.draftId, from: plainDate('2026-10-01') })).toMatchObject({ edition: 3, supersedes: 2 })
  })

  test('a text that ends before it begins, and a county, do not publish', async ({ world }) => {
    const { writer, draftId, text } = await draftOf(world)
    await writer.does(saveDraft, { draftId, version: 2, text: text.replace('from: 2026-01-01', 'from: 2026-01-01, to: 2026-12-31') })
    await writer.does(submitDraft, { draftId, version: 3 })
    const second = await world.staff('talentOffice')
    await expect(second.does(publishDraft, { draftId, from: tomorrow })).rejects.toMatchObject({ code: 'notApproved' })
    await second.does(approveDraft, { draftId, version: 3, words: '' })
    await expect(second.does(publishDraft, { draftId, from: plainDate('2027-01-01') })).rejects.toMatchObject({ code: 'notReady', message: expect.stringContaining('从来没有有效过') })
    // A draft of a county stays in the county, and so does its publishing.
    const county = await world.staff('talentOffice', '980101')
    await expect(county.asks(getDraft, { draftId })).rejects.toMatchObject({ kind: 'missing' })
    const own = await county.does(openDraft, { code: 'bay-bonus', title: '湾区补助' })
    const ready = text.replace('measure: young-allowance', 'measure: bay-bonus')
    await county.does(saveDraft, { draftId: own.draftId, version: 1, text: ready })
    await county.does(submitDraft, { draftId: own.draftId, version: 2 })
    const neighbour = await world.staff('talentOffice', '980101')
    await neighbour.does(approveDraft, { draftId: own.draftId, version: 2, words: '' })
    await expect(neighbour.does(publishDraft, { draftId: own.draftId, from: tomorrow })).rejects.toMatchObject({ code: 'cityOnly' })
  })

  test('what another measure or the vocabulary broke meanwhile is found at the approval', async ({ world }) => {
    const { writer, draftId } = await draftOf(world)
    await writer.does(submitDraft, { draftId, version: 2 })
    await world.asSystem(async (db) => {
      await db.updateTable('measures.vocabulary').set({ current: false }).execute()
      await db.insertInto('measures.vocabulary').values({ hash: 'x', text: 'facts:\n  - { name: 人才类别, type: code, codes: [A, B, C, D, E] }\n', current: true }).execute()
    })
    await expect((await world.staff('talentOffice')).does(approveDraft, { draftId, version: 2, words: '' })).rejects.toMatchObject({ code: 'notReady', message: expect.stringContaining('年龄') })
  })

  test('nobody but the talent office writes; the leaders look on; others see nothing', async ({ world }) => {
    const { draftId, text } = await draftOf(world)
    const leader = await world.staff('leader')
    expect(await leader.asks(getDraft, { draftId })).toMatchObject({ wroteIt: false })
    await expect(leader.does(saveDraft, { draftId, version: 2, text })).rejects.toMatchObject({ kind: 'denied' })
    for (const role of ['reviewer', 'financeMaker', 'windowClerk'] as const) await expect((await world.staff(role)).asks(getDraft, { draftId })).rejects.toMatchObject({ kind: 'denied' })
    await expect((await world.talent()).asks(checkDraft, { text })).rejects.toMatchObject({ kind: 'denied' })
  })
})
