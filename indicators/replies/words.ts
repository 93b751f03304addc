/** How people ask: what is said around a question and means nothing for it, and what turns it into a comparison or a ranking. */

/** Said for politeness or emphasis; nothing is counted by it. */
export const courtesies = /请问一下|请问|麻烦你?们?|帮我?们?(?:查|看|算)一?下|查一?下|看一?下|算一?下|告诉我|汇报一?下|我?想(?:知道|了解)(?:一下)?|说一?说|你们|到底|究竟|大概|大约|大家/g
/** Words at the end of a question. */
export const endings = /(?:呢|啊|呀|吗|嘛|吧|怎么样|如何|情况)$/
export const quantity = /多少(?!年)|几(?=[个名人家件位项支万亿成天座所百])|多大|多高|多长/
export const rankOpeners = /(?:哪一?个|哪一?家|哪些|哪几个|什么|各个?|每个)(?:县\(?市、?区\)?|县市区|区县|县区|县|区|地方|地区)/
export const industryOpeners = /(?:哪一?个|哪些|哪几个|什么|各个?|每个)(?:重点)?(?:产业|行业)/
export const most = /最[高多大密强好快]|第一|排名靠前|领先/
export const least = /最[低少小差慢弱]|垫底|倒数|靠后|低于|不足/
/** A clause with one of these and a quantity asks how much something moved. */
export const comparisons = /同比|环比|比(?:去年|上年|前年|上个?月|上季度|去年同期|上年同期|20\d\d年)|较(?:去年|上年|前年|上年同期|去年同期)|和去年比|跟去年比|与(?:去年|上年)相?比/
export const moves = /增长|增加|提高|提升|上升|下降|减少|降低|缩短|变化|变动|多了|少了|涨了|短了|长了|高了|低了|(?<=期|年|月)多(?=多少)|(?<=期|年|月)少(?=多少)/
export const ahead = /明年|后年|下个?月|下季度|未来|今后|将来|能引进/

/** Spoken words as the field writes them, so that one lexicon serves questions and drafts. */
export const writtenAs: readonly (readonly [RegExp, string])[] = [
  [/(?:咱|我)们(?=[市县区])/g, '我'],
  [/发出去了?|发了|发掉了?|花出去了?|花了|给出去了?/g, '发放'],
  [/还剩下?|还留着?|剩下|留下来的?/g, '在岗'],
  [/(?:占|的)?(?:百分之(?:几|多少)|多大的?(?:比例|比重)|多高的?(?:比例|比重))/g, '多少%'],
]
/** These speak of what stands before: 占人才总量多少. */
export const leaning = /^(?:占|其中|里面|在岗)/
/** 引进了多少人: people without a noun are 人才. */
export const comings = /(?:引进|引来|招引|流出|流失|离开)了?$/
