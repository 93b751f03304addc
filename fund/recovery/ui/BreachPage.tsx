import { Alert, Descriptions, Space } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { breachCan, breachRules, breachStates, decideBreach, getBreach, giveStatement, grounds, proposeBreach, type BreachPage as Breach } from '../contract.ts'
import { ClaimLinks } from './ClaimLinks.tsx'
import { breachTones } from './words.ts'

/** One file: the fact, the statement, the figure with how it was computed, and the two persons. */
export const BreachPage = () => {
  const { breachId } = useParams() as { breachId: Id<'breach'> }
  const asked = useAsk(getBreach, { breachId })
  return (
    <Answer of={asked}>
      {(breach) => (
        <Page
          title={`${breach.number} · ${breach.payeeName}`}
          lead={
            <>
              <Link to={`/fund/awards/${breach.awardId}`}>{breach.title}</Link> · {grounds[breach.ground]} <StateTag state={breach.state} words={breachStates} tones={breachTones} />
            </>
          }
          extra={<Verbs breach={breach} />}
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 2 }}
              items={[
                { label: '事实', children: breach.evidence },
                { label: '发生', children: dateText(breach.happenedOn) },
                { label: '告知', children: `${dateText(breach.noticedOn)}，陈述期限到 ${dateText(breach.statementBy)}` },
                { label: '服务期', children: `${dateText(breach.serveFrom)}起${breach.serveTo ? `到${dateText(breach.serveTo)}` : ''}` },
                { label: '条款', children: breach.says ?? breachRules[breach.rule] },
                { label: '已付、未付', children: `${yuanText(breach.paidFen)}、${yuanText(breach.unpaidFen)}` },
                { label: '按条款应退', children: owedWords(breach) },
                ...(breach.proposal ? [{ label: '拟处理意见', children: `${breach.proposal === 'breach' ? `认定违约，追回 ${yuanText(breach.proposedFen ?? 0n)}` : '不认定违约'}：${breach.proposalNote ?? ''}（${breach.proposerName ?? '系统'}）` }] : []),
                ...(breach.decisionNote ? [{ label: '决定', children: `${breach.decisionNote}${breach.deciderName ? `（${breach.deciderName}${breach.decidedOn ? `，${dateText(breach.decidedOn)}` : ''}）` : ''}` }] : []),
                ...(breach.claims.length ? [{ label: '追回', children: <ClaimLinks claims={breach.claims} /> }] : []),
              ]}
            />
          </section>
          <section className="panel">
            <h2>陈述申辩</h2>
            {breach.statements.length ? (
              breach.statements.map(({ text, givenOn }) => <Alert key={`${givenOn}${text}`} type="info" title={`${dateText(givenOn)}：${text}`} style={{ marginBottom: 8 }} />)
            ) : (
              <p>还没有收到陈述。期限到 {dateText(breach.statementBy)}。</p>
            )}
          </section>
        </Page>
      )}
    </Answer>
  )
}

const owedWords = ({ rule, owedFen, served, whole, paidFen }: Breach): string => {
  if (rule === 'rest') return '退回结余，由经办查明'
  if (rule === 'pro-rata' && served !== null && whole !== null) return `${yuanText(owedFen)}：已付 ${yuanText(paidFen)} × 未服务 ${whole - served} 个月 ÷ ${whole} 个月，不足一月的算已服务，舍去不足一分的`
  return `${yuanText(owedFen)}（${breachRules[rule]}）`
}

const Verbs = ({ breach }: { breach: Breach }) => {
  const today = useMe().data?.today ?? ''
  const breachId = breach.id
  return (
    <Space wrap>
      {breachCan.state(breach) && today <= breach.statementBy ? (
        <FormButton action={giveStatement} says="本人到场或来函陈述的，由经办如实记录。" fixed={{ breachId }} fields={[{ key: 'text', label: '陈述申辩', kind: 'text' }]} done={() => '已记录陈述'} />
      ) : null}
      {breachCan.propose(breach) ? (
        <FormButton
          action={proposeBreach}
          fixed={{ breachId }}
          fields={[
            { key: 'proposal', label: '意见', kind: 'choice', choices: { breach: '认定违约', noBreach: '不认定违约' } },
            ...(breach.rule === 'rest' ? [{ key: 'rest', label: '查明的结余（元），认定违约时填', kind: 'money' as const, optional: true }] : []),
            { key: 'note', label: '理由', kind: 'text' },
          ]}
          can={breach.state === 'heard' || today > breach.statementBy}
          because="陈述申辩的期限还没有过，也还没有收到陈述"
          done={({ proposedFen }) => `已拟定意见，追回 ${yuanText(proposedFen)}，请另一人决定`}
        />
      ) : null}
      {breachCan.decide(breach) ? (
        <>
          <FormButton action={decideBreach} says="同意拟处理意见。认定违约的，当即停止未付各期、生成应追回款。" fixed={{ breachId, agree: true }} fields={[{ key: 'note', label: '决定意见', kind: 'text' }]} can={!breach.mine} because="拟定意见的人不能作出决定" done={({ state, claimedFen }) => (state === 'upheld' ? `已认定，追回 ${yuanText(claimedFen)}` : '已决定不认定违约')} />
          <FormButton action={decideBreach} says="退回重新拟定意见。" fixed={{ breachId, agree: false }} fields={[{ key: 'note', label: '退回的理由', kind: 'text' }]} can={!breach.mine} because="拟定意见的人不能作出决定" label="退回重拟" done={() => '已退回重拟'} danger />
        </>
      ) : null}
    </Space>
  )
}
