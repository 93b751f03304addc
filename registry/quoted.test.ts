import { expect, test } from 'vitest'
import { withoutValues } from './quoted.ts'

test('a sentence about a cell keeps words and days, and neither numbers nor addresses', () => {
  for (const [sentence, kept] of [
    ['“青峰县”不是本市的区县或乡镇街道', '“青峰县”不是本市的区县或乡镇街道'],
    ['“2023-02-29”不是有效的日期', '“2023-02-29”不是有效的日期'],
    ['“31/12/2025”不是有效的日期', '“31/12/2025”不是有效的日期'],
    ['“98019919920731739X”不是有效的日期', '“（号码）”不是有效的日期'],
    ['“1000 7391 846”不是有效的日期', '“（号码）”不是有效的日期'],
    ['“12000元”不是金额', '“（数字）元”不是金额'],
    ['“１２０００元”不是金额', '“（数字）元”不是金额'],
    ['“临渊羡鱼路七三九一号”不是本市的区县或乡镇街道', '“临渊……”不是本市的区县或乡镇街道'],
    ['“a@b.cn”不是金额', '“a@……”不是金额'],
    ['末几位 10007391846 已经丢失', '末几位 （号码） 已经丢失'],
  ]) expect(withoutValues(sentence ?? '')).toBe(kept)
})
