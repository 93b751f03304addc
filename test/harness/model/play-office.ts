import { z } from 'zod'
import { bulkDecide } from '../../../cases/bulk/contract.ts'
import { decide } from '../../../cases/contract.ts'
import { endDeputy, nameDeputy } from '../../../kernel/office/deputy-contract.ts'
import type { Kase, Who } from './life.ts'
import { expectBulk, expectEnd, expectName, expectOffice, settleBulk, settleOffice, type BulkVerb, type OfficeAct, type OfficeVerb, type Picked } from './office.ts'
import { Different, type Play } from './play.ts'

/** Does in the real house what the model knows of the inside of an office. */

const Report = z.object({ report: z.array(z.object({ done: z.boolean().optional(), agreed: z.boolean().optional(), why: z.string() })) })
const desks = { county: { level: 'county', department: 'hr' }, education: { level: 'city', department: 'education' }, office: { level: 'city', department: 'talent-office' }, nowhere: { level: 'city', department: 'nowhere' } } as const
const decideSays: Readonly<Record<string, string>> = decide.refusals
const saysDone: Readonly<Record<BulkVerb, string>> = { bulkAgree: '已通过', bulkSendBack: '已退回补正', bulkReject: '不予通过', bulkDecide: '已审定' }
const saysUnfit: Readonly<Record<BulkVerb, string>> = { bulkAgree: '须逐件审定', bulkSendBack: '这一步不能退回补正', bulkReject: '这一步不能作出不予通过', bulkDecide: '这一步不是审定' }
const saysNo: Readonly<Record<string, string>> = { stepTaken: '已由他人办理', heldByOther: '已由同事领办', notGreen: '有条件须人工核对' }

/** How the sentence of a row begins. */
const sentenceOf = (verb: BulkVerb, what: string): string => {
  if (what === 'done') return saysDone[verb]
  if (what === 'notReview' || what === 'notDecision' || what === 'notThisStep') return saysUnfit[verb]
  return saysNo[what] ?? decideSays[what] ?? what
}

export class OfficePlay {
  private readonly play: Play
  private deputation: string | undefined
  constructor(play: Play) {
    this.play = play
  }

  async act(verb: OfficeVerb, kase: Kase, act: OfficeAct): Promise<void> {
    const { play } = this
    const more = {
      claim: {},
      release: { reason: act.reason ? '同事请假，由我办理' : '' },
      delegate: { accountId: play.cast.accountOf(act.to), reason: '外出学习一周' },
      addReviewer: { ...desks[act.ask], question: '境外学历是否认证', workingDays: 3 },
      giveOpinion: { stance: 'for', opinion: '已经认证' },
    }[verb]
    const expected = expectOffice(play.life, verb, kase, act)
    await play.ask(`cases.${verb}`, play.cookieFor(act.who, kase), { stepId: play.stepIdOf(kase, act.step), ...more }, expected)
    if (expected === 'done') await play.moves(kase, () => settleOffice(play.life, verb, kase, act))
  }

  /** The deputy signs in again each time: the end of a deputation ends his sessions. */
  async name(who: Who): Promise<void> {
    const { play } = this
    const { cast, life } = play
    const expected = expectName(life, who)
    const { today } = cast.stage
    const body = { dutyId: await cast.dutyOf('county'), accountId: cast.accountOf('deputy'), fromDay: today, toDay: today, reason: '外出学习' }
    const { body: given } = await play.ask(nameDeputy.name, cast.cookieOf(who, await play.nobody()), body, expected)
    if (expected !== 'done') return
    this.deputation = nameDeputy.output.parse(given).deputationId
    await cast.signInAsDeputy(this.deputation)
    life.deputising = true
    play.tally.moved('deputy', 'none', 'running')
  }

  async end(who: Who): Promise<void> {
    const { play, deputation } = this
    if (deputation === undefined) return
    const expected = expectEnd(play.life, who)
    await play.ask(endDeputy.name, play.cast.cookieOf(who, await play.nobody()), { deputationId: deputation }, expected)
    if (expected !== 'done') return
    play.life.deputising = false
    play.tally.moved('deputy', 'running', 'none')
  }

  async bulk(verb: BulkVerb, who: Who, chosen: readonly Picked[]): Promise<void> {
    const { play } = this
    const { life } = play
    const picked = chosen.toSorted((a, b) => life.cases.indexOf(a.kase) - life.cases.indexOf(b.kase))
    const [first] = picked
    if (!first) return
    const more = { bulkAgree: {}, bulkSendBack: { lacking: ['劳动合同'] }, bulkReject: { ground: { condition: 0 }, opinion: '与原件不符' }, bulkDecide: { opinion: '同意' } }[verb]
    const expected = expectBulk(life, who, picked)
    const answer = await play.ask(`cases.${verb}`, play.cookieFor(who, first.kase), { stepIds: picked.map(({ kase, step }) => play.stepIdOf(kase, step)), ...more }, expected)
    if (expected !== 'done') return
    const { report } = Report.parse(answer.body)
    let rows: string[] = []
    const room = life.room
    await play.movesAll(picked.map(({ kase }) => kase), () => {
      rows = settleBulk(life, verb, who, picked, (kase) => play.realOf(kase).measure.first)
      for (const [index, what] of rows.entries()) {
        const row = report[index]
        const sentence = sentenceOf(verb, what)
        if (!row || (row.done ?? row.agreed) !== (what === 'done') || !row.why.startsWith(sentence)) throw new Different(`${verb} 第 ${index + 1} 行：应为 ${what}（${sentence}），实为 ${JSON.stringify(row)}`)
      }
    })
    if (verb === 'bulkDecide' && bulkDecide.output.parse(answer.body).amount !== room - life.room) throw new Different(`批量审定共 ${room - life.room} 分，答复为 ${JSON.stringify(answer.body)}`)
    for (const what of rows) {
      play.tally.answered(`cases.${verb} row`, what)
      if (what === 'done') play.tally.moved('bulk', verb, 'done')
    }
  }
}
