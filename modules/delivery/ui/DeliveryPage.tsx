import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import { AccountPanel } from '../../../fund/ui/AccountPanel.tsx'
import type { Id } from '../../../kernel/types.ts'
import { dateText, moneyText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { myDues, type Due } from '../../../measures/contract.ts'
import { confirmDelivery, deliveryCan, deliveryStates, openDelivery, tiers, withdrawConsent, type DeliveryShown } from '../contract.ts'
import { deliveryTones } from './DeliveryCards.tsx'

/** One offer on the phone: sum, day, account, consent, one tap. */
export const MyDeliveryPage = () => <DeliveryView home="/my" cases="/my/cases" />
export const EmployerDeliveryPage = () => <DeliveryView home="/deliveries" cases="/cases" />

interface Frame {
  /** Where one came from, and where a case of this reader lies. */
  home: string
  cases: string
}
type Opened = z.output<typeof openDelivery.output>
type Offer = NonNullable<Opened['offer']>

const DeliveryView = ({ home, cases }: Frame) => {
  const { deliveryId } = useParams() as { deliveryId: Id<'delivery'> }
  const open = useAct(openDelivery)
  const confirm = useAct(confirmDelivery)
  const { mutate } = open
  useEffect(() => mutate({ deliveryId }), [mutate, deliveryId])
  if (open.error) {
    return (
      <main className="portal">
        <Says tone="bad" title={open.error.message}>
          <Link to={home}>回到首页</Link>
        </Says>
      </main>
    )
  }
  if (!open.data) {
    return (
      <main className="portal">
        <output className="portal-quiet">正在核对最新的信息……</output>
      </main>
    )
  }
  const { delivery, offer } = open.data
  if (confirm.data) return <Confirmed answer={confirm.data} cases={cases} home={home} />
  return (
    <main className="portal">
      <h1>{delivery.title}</h1>
      <p>
        <StateTag state={delivery.state} words={deliveryStates} tones={deliveryTones} /> 免申即享，不用交材料
      </p>
      {offer ? (
        <>
          {confirm.error ? <Says tone="bad" title={confirm.error.message} /> : null}
          <OfferCards delivery={delivery} offer={offer} />
          {offer.money ? <AccountPanel /> : null}
          {/* Asked again after each no: what is confirmed must be what is shown. */}
          <Consent key={offer.hash} measure={delivery.measure} offer={offer} busy={confirm.isPending} send={() => confirm.mutate({ deliveryId, hash: offer.hash, consentVersion: offer.consent.version }, { onError: () => mutate({ deliveryId }) })} />
        </>
      ) : (
        <Standing delivery={delivery} cases={cases} home={home} again={() => mutate({ deliveryId })} />
      )}
    </main>
  )
}

const OfferCards = ({ delivery: { expectedOn, confirmBy }, offer: { amount, because, schedule, facts, changed } }: { delivery: DeliveryShown; offer: Offer }) => (
  <>
    {changed ? <Says tone="attention" title="和上次告诉您的不一样了">{changed}</Says> : null}
    <section className="portal-card">
      {amount === null ? <p>不是资金，审定后生效。</p> : <div className="portal-figure">{moneyText(amount)}</div>}
      {because ? <p>{because}</p> : null}
      <p>预计 {dateText(expectedOn)}前审定；风险规则都不触发的，确认后几分钟就审定。{confirmBy ? `最迟 ${dateText(confirmBy)}确认。` : ''}</p>
      {schedule.length > 1 ? (
        <ul className="portal-list">
          {schedule.map(({ no, dueOn, amount: part, condition }) => (
            <li key={no}>
              第 {no} 期 {moneyText(part)}，{dueOn ? dateText(dueOn) : '达到条件时'}
              {condition ? `，届时须${condition}` : ''}。到期系统自己复核，不用再申报
            </li>
          ))}
        </ul>
      ) : null}
    </section>
    <section className="portal-card">
      <h2>所用的信息</h2>
      <dl className="portal-facts">
        {facts.map(({ name, value, source }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value.length > 60 ? `${value.slice(0, 60)}…` : value}
              {source ? `（${source}）` : ''}
            </dd>
          </div>
        ))}
      </dl>
      <Link to="/my/facts">信息不对？去申请更正</Link>
    </section>
  </>
)

/** Benefits of one group exclude one another: the choice is made here, with what follows from each. */
const Consent = ({ measure, offer, busy, send }: { measure: string; offer: Offer; busy: boolean; send: () => void }) => {
  const [agreed, setAgreed] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const dues = useAsk(myDues, {})
  const mine = dues.data?.dues.find((due) => due.measure === measure)
  const rivals = dues.data?.dues.filter((due) => due.measure !== measure && due.outcome === 'eligible' && excludes(mine, due)) ?? []
  const blocked = rivals.length > 0 && chosen !== measure
  const noAccount = offer.money && (!offer.account || offer.account.rejected !== null)
  const why = blocked ? '请先选择领取哪一项' : agreed ? undefined : '请先勾选同意'
  return (
    <section className="portal-card" aria-live="polite">
      {mine && rivals.length ? (
        <>
          <h2>这几项只能选一项</h2>
          <fieldset className="portal-choices" aria-label="这几项只能选一项">
            {[mine, ...rivals].map((due) => (
              <label key={due.measure} className="portal-tick">
                <input type="radio" name="chosen" checked={chosen === due.measure} onChange={() => setChosen(due.measure)} />
                <span>
                  {due.title} {due.amount === null ? '' : moneyText(due.amount)}：选它，{[mine, ...rivals].filter((other) => other.measure !== due.measure).map(({ title }) => `“${title}”`).join('、')}就不能再享受
                </span>
              </label>
            ))}
          </fieldset>
          {chosen && chosen !== measure ? <Link to={`/my/claim/${chosen}`}>去领取“{rivals.find((due) => due.measure === chosen)?.title}”</Link> : null}
        </>
      ) : null}
      <label className="portal-tick">
        <input type="checkbox" checked={agreed} onChange={({ target }) => setAgreed(target.checked)} />
        <span>{offer.consent.text}</span>
      </label>
      {noAccount ? <p className="portal-quiet">登记好上面的收款账户后再确认。</p> : null}
      {why ? <p className="portal-quiet">{why}</p> : null}
      <div className="portal-actions">
        <button type="button" className="portal-button" disabled={why !== undefined || busy} aria-busy={busy} onClick={send}>
          {confirmDelivery.label}
        </button>
      </div>
    </section>
  )
}

const excludes = (mine: Due | undefined, other: Due): boolean => {
  const groups = (mine?.combine ?? []).filter(({ rule }) => rule === 'choose' || rule === 'highest').map(({ group }) => group)
  return other.combine.some(({ group }) => groups.includes(group))
}

const Confirmed = ({ answer: { caseId, number, tier, reasons }, cases, home }: { answer: z.output<typeof confirmDelivery.output> } & Frame) => (
  <main className="portal">
    <section className="portal-card portal-done">
      <h1>已确认，办件编号 {number}</h1>
      <p>{tier === 'straight' ? '信息都经来源部门核实，由系统直接办理，几分钟内审定；到账会再告诉您。' : `由工作人员看过以后审定：${reasons.join('；')}。有结果会告诉您。`}</p>
      <Link to={`${cases}/${caseId}`} className="portal-button">
        查看办理进度
      </Link>
      <Link to={home} className="portal-button portal-button-plain">
        回到首页
      </Link>
    </section>
  </main>
)

/** What was confirmed, or is over. */
const Standing = ({ delivery: { id, amount, state, tier, tierReasons, caseId, paidOn, endedBecause }, cases, home, again }: { delivery: DeliveryShown; again: () => void } & Frame) => (
  <section className="portal-card">
    {amount === null ? null : <div className="portal-figure">{moneyText(amount)}</div>}
    {endedBecause ? <p>{endedBecause}。</p> : null}
    {tier ? <p>{tier === 'straight' ? `${tiers.straight}：信息都经来源部门核实。` : `${tiers.look}：${tierReasons.join('；')}。`}</p> : null}
    {paidOn ? <p>{dateText(paidOn)}到账。</p> : null}
    {state === 'decided' || state === 'paid' ? <p>后续各期到期由系统自己复核、自己发放，不用再申报；安排见办件页面。</p> : null}
    <p>{caseId ? <Link to={`${cases}/${caseId}`}>查看办件</Link> : <Link to={home}>回到首页</Link>}</p>
    {deliveryCan.withdrawConsent({ state }) ? <PlainAction quiet action={withdrawConsent} input={{ deliveryId: id }} confirm="撤回后这件不再办理，以后可以再确认。确实撤回？" done={() => '已撤回同意'} onDone={again} /> : null}
  </section>
)
