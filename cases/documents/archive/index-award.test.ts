import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { fen, type Id } from '../../../kernel/types.ts'
import type { CaseFile } from './gather.ts'
import { awardParts } from './index-award.ts'

type Award = NonNullable<CaseFile['award']>
const day = plainDate('2026-06-15')
const instalment = (part: Partial<Award['instalments'][number]>): Award['instalments'][number] => ({
  id: 'i' as Id<'instalment'>, no: 1, dueOn: day, amountFen: fen(10_000n), taxFen: fen(0n), netFen: fen(10_000n), payeeRole: null, payeeName: null, payer: null,
  condition: null, milestone: false, reachedOn: null, state: 'due', paidOn: null, lastFailure: null, checkNote: null, ...part,
})
const award = (part: Partial<Award>): Award => ({
  id: 'a' as Id<'award'>, caseId: 'c' as Id<'case'>, caseNumber: 'BJ1', measure: 'm', title: '事项', payeeName: '沈知远', decidedOn: day, amountFen: fen(20_001n), cityShareFen: fen(10_000n), countyShareFen: fen(10_001n),
  way: 'oneLine', outside: [], paidFen: fen(0n), state: 'active', instalments: [], ...part,
})
const words = (part: Award | null): string => JSON.stringify(awardParts(part))

test('gross, tax withheld and net, payer and payee of each instalment stand in the index', () => {
  const said = words(
    award({
      way: 'ownLines',
      outside: [{ name: '用人单位', amount: fen(5_000n) }],
      instalments: [
        instalment({ payer: 'city', amountFen: fen(10_000n), taxFen: fen(2_000n), netFen: fen(8_000n), payeeRole: 'relative', payeeName: '顾望舒' }),
        instalment({ payer: 'county', amountFen: fen(10_001n), taxFen: fen(2_000n), netFen: fen(8_001n), payeeRole: 'landlord' }),
      ],
    }),
  )
  for (const wanted of ['应发 200.01 元', '代扣 40 元，实发 160.01 元', '市级 100 元，区县 100.01 元，用人单位（不走财政科目） 50 元', '各承担方从自己的科目支付', '"80 元"', '"80.01 元"', '顾望舒（', '待定（', '市级财政', '区县财政']) expect(said).toContain(wanted)
})

test('where nothing is withheld and the holder is paid it says so; without an award there is no such part', () => {
  const said = words(award({ instalments: [instalment({}), instalment({ no: 2, amountFen: fen(10_001n), netFen: fen(10_001n) })] }))
  for (const wanted of ['不代扣，实发 200.01 元', '"沈知远"', '先行支付']) expect(said).toContain(wanted)
  expect(awardParts(null)).toEqual([])
})
