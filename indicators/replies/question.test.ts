import { describe, expect, test } from 'vitest'
import { heldOutQuestions, judgeQuestions } from '../../bench/replies.ts'
import { exampleLexicon } from '../../bench/writing/judge.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { readQuestion } from './question.ts'
import { amountWords, movedWords, periodWords } from './sentences.ts'

const asOf = plainDate('2026-09-30')
const lexicon = exampleLexicon(asOf)
const read = (question: string, choices?: ReadonlyMap<number, string>) => readQuestion(question, { lexicon, asOf, scope: '9801', ...(choices ? { choices } : {}) })
const said = (question: string) => read(question).map(({ outcome, binding, rank }) => (outcome === 'bound' ? `${rank ? `${rank.order} ` : ''}${binding?.id}` : outcome))

describe('the labelled questions', () => {
  test('are at least 60; none is answered with another number than it asks for', () => {
    const judged = judgeQuestions()
    expect(judged.length).toBeGreaterThanOrEqual(60)
    expect(judged.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
    expect(judged.filter(({ verdict }) => verdict === 'right').length / judged.length).toBeGreaterThanOrEqual(0.9)
    expect(judgeQuestions(heldOutQuestions).filter(({ verdict }) => verdict === 'wrong')).toEqual([])
  })
})

describe('a question in plain words', () => {
  test('a comparison speaks of what was asked before, a ranking of every place', () => {
    expect(said('今年引进了多少名校优生？比去年多多少？')).toEqual(['graduates.introduced', 'graduates.introduced.change'])
    expect(said('哪个县人才密度最高？')).toEqual(['most talent.density'])
    expect(said('哪个产业空缺岗位人数最少？')).toEqual(['least demand.vacancies'])
  })

  test('what the house has no record of is left, and so is the future and two places at once', () => {
    expect(said('人才公寓建了多少套？')).toEqual(['left'])
    expect(read('明年能引进多少人才？')[0]).toMatchObject({ outcome: 'left', why: '还没有到的日子没有记录，系统不预测' })
    expect(read('云浦区和全市人才密度是多少？')[0]).toMatchObject({ outcome: 'left', why: '一句里问了几个地方，请分开问' })
    expect(read('你好')).toMatchObject([{ outcome: 'left' }])
  })

  test('where several fit the asker is asked, and his choice among them is the last word', () => {
    const [part] = read('全市现在有多少人才？')
    expect(part?.outcome).toBe('asked')
    expect(part?.candidates.map(({ binding }) => binding.id)).toContain('talent.total')
    expect(read('全市现在有多少人才？', new Map([[1, 'talent.total']]))[0]).toMatchObject({ outcome: 'bound', binding: { id: 'talent.total' } })
    expect(read('全市现在有多少人才？', new Map([[1, 'fund.paid']]))[0]?.outcome).toBe('asked')
  })
})

describe('the words of an answer', () => {
  test('say the days, the number with its unit, and the way it moved', () => {
    expect(periodWords({ from: null, to: asOf })).toBe('截至2026年9月30日')
    expect(periodWords({ from: plainDate('2025-01-01'), to: plainDate('2025-12-31') })).toBe('2025年')
    expect(periodWords({ from: plainDate('2026-01-01'), to: asOf })).toBe('2026年1月1日至9月30日')
    expect(periodWords({ from: plainDate('2026-08-01'), to: plainDate('2026-08-31') })).toBe('2026年8月1日至2026年8月31日')
    expect([amountWords('12', 'person'), amountWords('6.10', 'share'), amountWords('123450000', 'fen')]).toEqual(['12 人', '6.1%', '123.45万元'])
    expect([movedWords('-3', 'person', '-25.00'), movedWords('0.36', 'points', null), movedWords('0', 'person', '0')]).toEqual(['减少 3 人（下降 25%）', '提高 0.36个百分点', '持平'])
  })
})
