import { describe, expect, test } from 'vitest'
import { findBlanks } from './blanks.ts'
import { unitAfter } from './units.ts'

const blanksOf = (text: string): string[] => findBlanks([{ text, heads: [], part: '正文' }]).map((blank) => blank.text)

describe('blanks of a draft', () => {
  test.each([
    ['引进高层次人才XX名', ['XX']],
    ['引进××人、ＸＸ人、xx人', ['××', 'ＸＸ', 'xx']],
    ['提高X个百分点，约Ｘ万人', ['X', 'Ｘ']],
    ['密度XX.X%，增长×.××%', ['XX.X', '×.××']],
    ['引进____人、＿＿人', ['____', '＿＿']],
    ['引进【】人、【　】人、【人才总量】万人', ['【】', '【　】', '【人才总量】']],
    ['补贴〇〇元、○○元', ['〇〇', '○○']],
    ['引进（　　）人、[  ]人、**名', ['（　　）', '[  ]', '**']],
    ['20XX年、〔2024〕XX号', ['20XX', 'XX']],
  ])('%s', (text, found) => expect(blanksOf(text)).toEqual(found))

  test.each([
    ['XXL号的衣服、iPhoneX、MAX、AXXB'],
    ['二〇〇六年、二〇二六年'],
    ['【编者按】今年以来'],
    ['尺寸3×4米，X光机'],
    ['**加粗**的字'],
    ['《文件》[1]'],
  ])('%s has none', (text) => expect(blanksOf(text)).toEqual([]))

  test('three hundred blanks in one line are three hundred', () => expect(blanksOf('XX人、'.repeat(300))).toHaveLength(300))

  test('a unit is read with what it multiplies', () => {
    expect(unitAfter('万名人才')).toMatchObject({ text: '万名', measured: 'person', scale: 10_000n })
    expect(unitAfter('余万人')).toMatchObject({ measured: 'person', scale: 10_000n })
    expect(unitAfter('亿元')).toMatchObject({ measured: 'money', scale: 100_000_000n })
    expect(unitAfter('个百分点')).toMatchObject({ measured: 'points', scale: 1n })
    expect(unitAfter('%')).toMatchObject({ measured: 'percent' })
    expect(unitAfter('人次')).toMatchObject({ measured: 'occurrence' })
    expect(unitAfter('，其中')).toMatchObject({ measured: 'none', length: 0 })
  })
})
