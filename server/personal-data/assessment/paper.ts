import { chineseDate } from '../../../kernel/calendar/plain-date.ts'
import { roles, type Role } from '../../../kernel/org/roles.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import type { OfficialPart } from '../../../indicators/writing/write/official.ts'
import { grounds, retentions, type Ground } from '../register.ts'
import { answerWithin, requestWords } from '../requests/contract.ts'
import { steps } from '../retention/steps.ts'
import { seenText } from '../words.ts'
import { requestText, type Facts } from './facts.ts'

/** The sentences of the assessment, in the order of 第五十六条. A blank stands where only the operator can say. */
export const blank = (what: string): string => `（由本单位填写：${what}）`

const count = (number: number): string => number.toLocaleString('en-US')

export const partsOf = (facts: Facts, today: PlainDate): OfficialPart[] => {
  const { tables, sealed, permissions, people, accounts, requests, late, erased } = facts
  const sensitive = tables.filter((one) => one.sensitive !== undefined)
  const columns = tables.reduce((sum, { names }) => sum + names.length, 0)
  const asked = permissions.filter(({ stepUp }) => stepUp)
  const text = (words: string): OfficialPart => ({ level: 'text', text: words })
  const first = (words: string): OfficialPart => ({ level: 'first', text: words })
  const second = (words: string): OfficialPart => ({ level: 'second', text: words })
  return [
    { level: 'title', text: '个人信息保护影响评估报告' },
    text(`依据《中华人民共和国个人信息保护法》第五十五条、第五十六条，对聚英系统处理个人信息的活动进行评估。本报告由系统于${chineseDate(today)}按其登记、权限和实际数量生成；标明“由本单位填写”的，系统不能代答。`),
    text(`个人信息处理者：${blank('单位名称、地址')}。个人信息保护负责人：${blank('姓名、联系方式')}。评估人员：${blank('姓名、职务')}。`),
    first('一、处理活动概况'),
    text(`系统登记人才 ${count(people)} 人、账号 ${count(accounts)} 个，处理个人信息 ${tables.length} 类、${columns} 项，其中敏感个人信息 ${sensitive.length} 类。逐类的依据、保存期限、知悉范围和条数见附表。`),
    text(`需要评估的情形：处理敏感个人信息；利用个人信息进行自动化决策（免申即享按规则直接办理）。委托处理、向其他处理者提供、公开、向境外提供：${blank('有无及对方名称、目的、种类')}。`),
    first('二、处理目的、处理方式是否合法、正当、必要'),
    ...(Object.keys(grounds) as Ground[]).map((ground) => text(`${grounds[ground]}：${tables.filter((one) => one.ground === ground).map(({ words }) => words).join('、') || '无'}。`)),
    text(`处理规则的公开和告知：${blank('公开处理规则的文件或网址、日期')}。`),
    first('三、对个人权益的影响及安全风险'),
    ...sensitive.map(({ words, sensitive: why, seenBy, rows }) => text(`${words}（${count(rows)} 条）：${why ?? ''}。知悉范围：${seenText(seenBy)}。`)),
    text('自动化决策：免申即享的确认，凡金额、核验、账户、违约等规则之一触发，或本人不接受自动决定的，转由工作人员复核；规则与理由逐件留存，可以申诉。'),
    text(`其他风险：${blank('本地网络、机房、人员和外包方面的风险')}。`),
    first('四、保护措施是否合法、有效并与风险程度相适应'),
    second('（一）加密'),
    text(`下列 ${sealed.length} 项逐条加密保存，绑定所在的表、列、行，密钥在数据库之外：${sealed.join('、')}。`),
    second('（二）权限'),
    text(`系统共有 ${permissions.length} 个动作，未登录可用的 ${permissions.filter(({ open }) => open).length} 个，办理前须再次验证身份的 ${asked.length} 个（${asked.map(({ label }) => label).join('、')}）。各职责可用的动作：${(Object.keys(roles) as Role[]).map((role) => `${roles[role]} ${permissions.filter(({ open, who }) => !open && who.some((one) => one.role === role)).length} 个`).join('、')}。看得到哪些行，由数据库按辖区、单位、本人限定；三员看不到业务数据。`),
    second('（三）保存期限与清除'),
    ...steps.map(({ label, retention }, at) => text(`${label}：${retentions[retention].from}起 ${retentions[retention].years} 年（${retentions[retention].law}），已清除 ${count(erased[at]?.count ?? 0)} 条。`)),
    text(`办件、资金按档案和会计的法律保存 ${retentions.case.years} 年，系统不自动清除。备份的轮换周期：${blank('天数，不长于上列期限')}。`),
    second('（四）个人权利'),
    text(`本人可以在手机上查阅复制、更正、撤回同意、不接受自动决定、要求限制处理和删除；需要答复的，${answerWithin} 个工作日内答复。${requests.length ? `至今：${requests.map(requestText).join('、')}；逾期 ${late} 件。` : '至今没有请求。'}`),
    text(`限制处理的边界：${requestWords.restriction.does}${requestWords.restriction.not}`),
    second('（五）留痕'),
    text('每次办理和每次拒绝各留一行审计，成链并在数据库之外锚定；查看完整号码写明理由；导出写明用途，文件带编号和暗记。'),
    text(`等级保护、商用密码应用安全性评估：${blank('备案号、测评结论和日期')}。`),
    first('五、评估结论'),
    text(blank('结论：是否可以开展、须整改的事项和期限')),
    text(`个人信息保护负责人（签字）：${blank('签字')}　日期：${blank('日期')}`),
    text('本报告和处理情况记录至少保存三年（第五十六条第二款）。'),
  ]
}

/** 处理活动记录, one line a table. */
export const recordsOf = ({ tables }: Facts): string[][] => [
  ['内容', '项目', '依据', '保存期限', '知悉范围', '敏感', '条数'],
  ...tables.map(({ words, names, ground, keep, seenBy, sensitive, rows }) => [words, names.join('、'), grounds[ground], keep, seenText(seenBy), sensitive ?? '', count(rows)]),
]
