import { expect, test, describe } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { qingyu } from '../../test/qingyu-library.ts'
import { indexOf } from './search-index.ts'
import { meantBy, nearTo, search } from './search.ts'
import { synonyms } from './synonyms.ts'

const today = plainDate('2026-06-15')
const index = indexOf(qingyu(), today, Object.keys(synonyms))
const titles = (text: string) => search(text, index).found.map(({ entry }) => entry.shown.title)

describe('looking for a policy', () => {
  test('by words of its name, whole or in part', () => {
    expect(titles('人才租房补贴')[0]).toBe('人才租房补贴')
    expect(titles('贴息')[0]).toBe('人才创业贷款贴息')
  })

  test('by pinyin and by initials', () => {
    expect(titles('zufang')[0]).toBe('人才租房补贴')
    expect(titles('zfbt')).toContain('人才租房补贴')
    expect(titles('gfbt')[0]).toBe('人才购房补贴')
    expect(titles('xqzzq')).toEqual([])
  })

  test('by situation: both words have to stand in it, and each says where it was found', () => {
    const [first] = search('硕士 租房', index).found
    expect(first?.entry.shown.title).toBe('人才租房补贴')
    expect(first?.hits).toEqual([
      { word: '硕士', by: null, field: 'benefit', text: expect.stringContaining('硕士') },
      { word: '租房', by: null, field: 'title', text: '人才租房补贴' },
    ])
  })

  test('by what people say instead of what clauses say', () => {
    const found = search('刚毕业 落户', index).found
    expect(found[0]?.entry.shown.title).toBe('应届毕业生来青安居补助')
    expect(found[0]?.hits.map(({ word, by }) => [word, by])).toEqual([['刚毕业', '毕业'], ['落户', expect.any(String)]])
    expect(titles('海归')[0]).toBe('留学回国人员安家补助')
    expect(titles('孩子上学')[0]).toBe('高层次人才子女入学')
  })

  test('by a whole sentence', () => {
    expect(titles('我想买房有补贴吗')[0]).toBe('人才购房补贴')
  })

  test('by the number of an edition that was replaced, with what came in its place', () => {
    const [found] = search('青屿人才〔2022〕', index).found
    expect(found?.entry.shown).toMatchObject({ measure: 'settling-in-subsidy', standing: { state: 'inForce' } })
    expect(found?.hits[0]).toMatchObject({ field: 'document', text: expect.stringContaining('第') })
  })

  test('a word that nobody writes leads to one that sounds the same', () => {
    expect(search('租访', index).lost).toEqual(['租访'])
    expect(meantBy('租访', index)).toBe('租房')
    expect(nearTo('住房公积金', index).map(({ shown }) => shown.title)).toContain('人才租房补贴')
  })

  test('the measure of a county says where it holds and how it meets the city’s', () => {
    const [county] = search('山区海岛县青年人才补差', index).found
    expect(county?.entry.shown.places).toEqual(['岚山县', '屿南县'])
    expect(county?.entry.shown.relations).toContainEqual({ measure: 'living-subsidy', title: '名校优生生活补贴', kind: 'difference', words: '已享受“名校优生生活补贴”的，这一项只补差额' })
    const [city] = search('名校优生生活补贴', index).found
    expect(city?.entry.shown.places).toEqual([])
    expect(city?.entry.shown.relations.map(({ title, kind }) => [title, kind])).toContainEqual(['人才租房补贴', 'choose'])
  })

  test('answers in less than twenty milliseconds, also what is long', () => {
    const questions = ['硕士 租房', 'zufang', '我刚毕业想在岚山县买房有什么补贴', '租'.repeat(100), 'a'.repeat(100)]
    for (const text of questions) search(text, index)
    const began = performance.now()
    for (const text of questions) search(text, index)
    expect((performance.now() - began) / questions.length).toBeLessThan(20)
  })
})
