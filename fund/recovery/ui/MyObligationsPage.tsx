import { Answered } from '../../../kit/Answered.tsx'
import { dateText, moneyText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import type { z } from 'zod'
import { breachCan, breachRules, breachStates, giveStatement, grounds, myObligations, obligationStates } from '../contract.ts'
import { breachTones, obligationTones } from './words.ts'

type Mine = z.output<typeof myObligations.output>

/** What I owe in service until when, what is held against me and until when I may answer, what I have to pay back and when. */
export const MyObligationsPage = () => {
  const asked = useAsk(myObligations, {})
  return (
    <main className="portal">
      <h1>服务期与追回</h1>
      <Answered of={asked}>
        {({ obligations, breaches, claims, bans }) => (
          <>
            {bans.map(({ from, to, reason }) => (
              <Says key={from} tone="bad" title={`${dateText(to)}以前不能申报：${reason}`} />
            ))}
            {breaches.map((breach) => (
              <BreachCard key={breach.id} breach={breach} />
            ))}
            {claims.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} />
            ))}
            {obligations.map(({ id, title, serveFrom, endsOn, breach, says, state }) => (
              <section key={id} className="portal-card">
                <h2>{title}</h2>
                <p>
                  {dateText(serveFrom)}起，到 <strong>{dateText(endsOn)}</strong> <StateTag state={state} words={obligationStates} tones={obligationTones} />
                </p>
                <p className="portal-quiet">{says ?? `期间离开或转让的：${breachRules[breach]}`}</p>
              </section>
            ))}
            {obligations.length + breaches.length + claims.length + bans.length === 0 ? <p>您没有服务期，也没有要退回的款。</p> : null}
          </>
        )}
      </Answered>
    </main>
  )
}

const BreachCard = ({ breach }: { breach: Mine['breaches'][number] }) => {
  const today = useMe().data?.today ?? ''
  return (
    <section className="portal-card">
      <h2>
        {breach.title}：{grounds[breach.ground]} <StateTag state={breach.state} words={breachStates} tones={breachTones} />
      </h2>
      <p>{breach.evidence}</p>
      <p className="portal-quiet">
        {dateText(breach.noticedOn)}告知（{breach.number}）。您可以在 {dateText(breach.statementBy)} 以前陈述申辩。
        {breach.decisionNote && !breachCan.state(breach) ? `决定：${breach.decisionNote}` : ''}
      </p>
      {breachCan.state(breach) && today <= breach.statementBy ? (
        <Statement breachId={breach.id} />
      ) : null}
    </section>
  )
}

const Statement = ({ breachId }: { breachId: Mine['breaches'][number]['id'] }) => {
  const statement = useKept(`breach.${breachId}`)
  const checked = giveStatement.input.safeParse({ breachId, text: statement.text })
  return (
    <>
      <p>请写明事实和理由，可以附上单位或学校的说明。</p>
      <PlainArea label="陈述申辩" rows={5} value={statement.text} onChange={statement.write} />
      <PlainAction action={giveStatement} input={{ breachId, text: statement.text.trim() }} can={checked.success} because={checked.error?.issues[0]?.message} done={() => '已提交，经办人员会看到'} onDone={statement.drop} />
    </>
  )
}

const ClaimCard = ({ claim }: { claim: Mine['claims'][number] }) => (
  <section className="portal-card">
    <h2>应退回：{claim.title}</h2>
    <p>
      决定退回 <strong>{moneyText(claim.amountFen)}</strong>（{claim.number}），{claim.outstandingFen > 0n ? `还要退 ${yuanText(claim.outstandingFen)}` : '已经了结'}
    </p>
    {claim.overdueFen > 0n ? <Says tone="attention" title={`其中 ${yuanText(claim.overdueFen)} 已经到期，请尽快退回`} /> : null}
    <ol className="portal-list">
      {claim.terms.map(({ no, dueOn, amountFen }) => (
        <li key={no}>
          <div className="portal-row">
            <span>{dateText(dueOn)}以前</span>
            <span className="number">{yuanText(amountFen)}</span>
          </div>
        </li>
      ))}
    </ol>
  </section>
)
