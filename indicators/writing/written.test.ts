import { describe, expect, test } from 'vitest'
import type { Blank } from './types.ts'
import { unitAfter } from './units.ts'
import { writeFigure, writeParameter } from './written.ts'

const plain: Pick<Blank, 'decimals' | 'typed'> = { decimals: null, typed: '' }
const value = { aspect: 'value' } as const
const figure = (amount: string, unit: Parameters<typeof writeFigure>[1], behind: string, blank = plain) => writeFigure(amount, unit, unitAfter(behind), blank, value)

describe('a value in the unit of its sentence', () => {
  test.each([
    ['12683', 'person', '万人', '1.3'],
    ['12683', 'person', '人', '12683'],
    ['431', 'person', '万人', '0.04'],
    ['30000000000', 'fen', '亿元', '3'],
    ['30000000000', 'fen', '万元', '30000'],
    ['26687000', 'fen', '万元', '26.69'],
    ['26687000', 'fen', '元', '266870'],
    ['26687000', 'fen', '', '26.69万元'],
    ['18.50', 'share', '%', '18.5'],
    ['18.50', 'share', '', '18.5%'],
    ['0.36', 'points', '个百分点', '0.36'],
    ['6.0', 'workingDay', '个工作日', '6'],
  ] as const)('%s %s before %s', (amount, unit, behind, written) => expect(figure(amount, unit, behind)).toEqual({ written }))

  test('the shape of the blank says how many decimals', () => {
    expect(figure('18.46', 'share', '%', { decimals: 1, typed: '' })).toEqual({ written: '18.5' })
    expect(figure('12683', 'person', '万人', { decimals: 2, typed: '' })).toEqual({ written: '1.27' })
  })

  test('what rounds to nothing in the unit is refused', () => {
    expect(figure('3', 'person', '万人')).toEqual({ refused: '只有3人，写不成“万人”' })
    expect(figure('0', 'person', '人')).toEqual({ written: '0' })
  })

  test('digits that are typed already must be right', () => {
    expect(figure('268', 'person', '人', { decimals: null, typed: '2' })).toEqual({ written: '268' })
    expect(figure('168', 'person', '人', { decimals: null, typed: '2' })).toEqual({ refused: '文中已写“2”，与168不符' })
  })

  test('a fall is never written as a rise', () => {
    const points = unitAfter('个百分点')
    expect(writeFigure('-0.36', 'points', points, plain, { aspect: 'change', direction: 'down' })).toEqual({ written: '0.36' })
    expect(writeFigure('-0.36', 'points', points, plain, { aspect: 'change', direction: 'up' })).toEqual({ refused: '记录是减少，与句中的“增长”相反，句子要改写' })
    expect(writeFigure('5.2', 'share', unitAfter('%'), plain, { aspect: 'growth', direction: 'down' })).toEqual({ refused: '记录是增加，与句中的“下降”相反，句子要改写' })
    expect(writeFigure('0.00', 'points', points, plain, { aspect: 'change', direction: 'up' })).toEqual({ refused: '与比较的那一期持平，句子要改写' })
  })

  test('a parameter keeps to its own unit', () => {
    expect(writeParameter('5000000', 'yuan', unitAfter('万元'), plain)).toEqual({ written: '500' })
    expect(writeParameter('15000', 'yuan', unitAfter('万元'), plain)).toEqual({ written: '1.5' })
    expect(writeParameter('36', 'months', unitAfter('个月'), plain)).toEqual({ written: '36' })
    expect(writeParameter('36', 'months', unitAfter('年'), plain)).toEqual({ refused: '单位“年”与这项政策的单位不同' })
  })
})
