import { sql } from 'kysely'
import { recordAwardEvent, suspendInstalment } from '../fund/awards/contract.ts'
import { agreePlan, getClaim, recordRepayment } from '../fund/recovery/claim-contract.ts'
import { decideBreach, giveStatement, openBreach, proposeBreach, watchObligations } from '../fund/recovery/contract.ts'
import { planStage, recordMatch, recordOpinion } from '../fund/team/contract.ts'
import { addDays, addMonths } from '../kernel/calendar/plain-date.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Cast, House } from './example-year-house.ts'

/** What went wrong in the example year, by the desk's own verbs: three breach files in three states, one repaid by a plan, a stop, a suspension, a team in stages. */
export const liveRecovery = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const [office, maker, checker] = [cast.demoActor('talent-office'), cast.demoActor('fund-maker'), cast.demoActor('fund-checker')]
  const on = (days: number) => addDays(today, -days)
  await house.job(watchObligations.name, today)
  const [claimed, proposed, noticed] = await house.database.asSystem(today, async (db) =>
    (
      await sql<{ id: Id<'obligation'>; serveFrom: PlainDate }>`
        select o.id, o.serve_from from fund.obligation o join fund.award a on a.id = o.award_id
        where o.state = 'running' and o.breach = 'pro-rata' and o.serve_from <= ${on(32)} and a.decided_on <= ${on(40)}
          and exists (select from fund.instalment i where i.award_id = a.id and i.state = 'paid' and i.paid_on <= ${on(32)})
          and not exists (select from fund.instalment i where i.award_id = a.id and i.state = 'batched') order by a.case_number limit 3`.execute(db)
    ).rows,
  )
  const open = (obligation: { id: Id<'obligation'> }, days: number, evidence: string) => house.does({ actor: office, today: on(days) }, openBreach, { obligationId: obligation.id, evidence, happenedOn: on(days) })
  if (claimed) {
    const { breachId } = await open(claimed, 30, '用人单位来函：本人已经辞职离开本市，社会保险随之转出')
    await house.does({ actor: office, today: on(28) }, giveStatement, { breachId, text: '本人来访陈述：因家庭原因离开，愿意按条款分期退回。' })
    await house.does({ actor: maker, today: on(26) }, proposeBreach, { breachId, proposal: 'breach', note: '查明离开属实，按未服务月数退回' })
    const { claimId } = await house.does({ actor: checker, today: on(25) }, decideBreach, { breachId, agree: true, note: '同意' })
    if (claimId) await repay(house, { maker, claimId, today })
  }
  if (proposed) {
    const { breachId } = await open(proposed, 16, '社会保险比对：本人参保单位已经变更为外地单位')
    await house.does({ actor: maker, today: on(3) }, proposeBreach, { breachId, proposal: 'breach', note: '期满未陈述，比对属实，按未服务月数退回' })
  }
  if (noticed) await open(noticed, 1, '年度走访：单位反映本人已经两个月没有到岗')
  await holdBack(house, { office, today })
  await stageTeam(house, { office, maker, today })
}

type Actors = ReturnType<Cast['demoActor']>

/** Six months, of which the first has come. */
const repay = async (house: House, { maker, claimId, today }: { maker: Actors; claimId: Id<'claim'>; today: PlainDate }): Promise<void> => {
  const agreed = addDays(today, -24)
  const { outstandingFen } = await house.asks({ actor: maker, today: agreed }, getClaim, { claimId })
  const each = outstandingFen / 6n
  const terms = Array.from({ length: 6 }, (_, index) => ({ dueOn: addMonths(addDays(agreed, 10), index), amount: String(index === 5 ? outstandingFen - each * 5n : each) }))
  await house.does({ actor: maker, today: agreed }, agreePlan, { claimId, terms })
  await house.does({ actor: maker, today: addDays(today, -12) }, recordRepayment, { claimId, amount: each.toString(), receivedOn: addDays(today, -12), bankSerial: `QYR${claimId.slice(-8)}` })
}

/** One instalment held back, one award stopped. */
const holdBack = async (house: House, { office, today }: { office: Actors; today: PlainDate }): Promise<void> => {
  const { held, stopped } = await house.database.asSystem(today, async (db) => ({
    held: (await sql<{ id: Id<'instalment'> }>`select id from fund.instalment where state in ('needsCheck', 'planned') and condition is not null order by state, due_on, id limit 1`.execute(db)).rows[0],
    stopped: (
      await sql<{ id: Id<'award'> }>`
        select a.id from fund.award a where a.state = 'active' and a.holder_kind = 'person' and exists (select from fund.instalment i where i.award_id = a.id and i.state = 'planned')
          and exists (select from fund.instalment i where i.award_id = a.id and i.state = 'paid') and not exists (select from fund.obligation o where o.award_id = a.id and o.state <> 'running')
        order by a.case_number desc limit 1`.execute(db)
    ).rows[0],
  }))
  if (held) await house.does({ actor: office, today }, suspendInstalment, { instalmentId: held.id, reason: '社会保险记录正在核实，核实后自动恢复' })
  if (stopped) await house.does({ actor: office, today }, recordAwardEvent, { awardId: stopped.id, kind: 'stopped', happenedOn: today, document: '本人放弃声明', says: '本人书面放弃以后各期' })
}

/** The next stage of a team: matched money has come, one of two experts has spoken. */
const stageTeam = async (house: House, { office, maker, today }: { office: Actors; maker: Actors; today: PlainDate }): Promise<void> => {
  const { team, expert } = await house.database.asSystem(today, async (db) => {
    const found = (
      await sql<{ awardId: Id<'award'>; instalmentId: Id<'instalment'>; amountFen: Fen; teamId: string }>`
        select a.id as award_id, i.id as instalment_id, i.amount_fen, a.holder_id as team_id from fund.award a join fund.instalment i on i.award_id = a.id and i.state = 'planned'
        where a.holder_kind = 'team' and a.state = 'active' order by a.case_number, i.no limit 1`.execute(db)
    ).rows[0]
    const stranger = (
      await sql<{ id: Id<'person'> }>`
        select p.id from pub.person_profile p where p.title_level = '正高级' and not exists (select from pub.team_member m where m.person_id = p.id)
          and p.employer_id is distinct from (select t.employer_id from pub.team t where t.id = ${found?.teamId ?? null}) order by p.number limit 1`.execute(db)
    ).rows[0]
    return { team: found, expert: stranger }
  })
  if (!team) return
  const { stageId } = await house.does({ actor: office, today }, planStage, { instalmentId: team.instalmentId, title: '中期评估', match: (team.amountFen / 2n).toString() })
  await house.does({ actor: maker, today }, recordMatch, { awardId: team.awardId, source: '依托单位自筹', amount: (team.amountFen / 2n).toString(), receivedOn: addDays(today, -20), document: '验资报告〔示例〕1 号' })
  if (expert) await house.does({ actor: office, today }, recordOpinion, { stageId, expertId: expert.id, score: 86, opinion: '关键样机已经完成，进度符合任务书', document: '评审意见表〔示例〕1 号' })
}
