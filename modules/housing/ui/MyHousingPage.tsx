import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { countText, dateText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainField } from '../../../kit/plain/PlainField.tsx'
import { PlainSelect } from '../../../kit/plain/PlainSelect.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { acceptOffer, applicationCan, applicationStates, apply, declineOffer, mine, withdrawApplication, type Offer } from '../contract.ts'
import { Trail } from './Trail.tsx'
import { applicationTones, areaText, bedroomsText } from './words.ts'

type Mine = z.output<typeof mine.output>

/** On the phone: may I apply, where do I stand, what was I offered, until when may I stay. */
export const MyHousingPage = () => (
  <main className="portal">
    <h1>人才公寓</h1>
    <Answered of={useAsk(mine, {})}>
      {(own) => (
        <>
          {own.offer && own.application?.state === 'offered' ? <OfferCard offer={own.offer} application={own.application} /> : null}
          {own.tenancy ? <Home tenancy={own.tenancy} /> : null}
          {own.application && ['waiting', 'offered', 'accepted'].includes(own.application.state) ? <Standing application={own.application} offer={own.offer} /> : null}
          {!own.application || ['left', 'withdrawn', 'dropped'].includes(own.application.state) ? <Apply own={own} /> : null}
          {own.events.length ? (
            <section className="portal-card">
              <h2 className="portal-card-title">经过</h2>
              <Trail events={own.events} />
            </section>
          ) : null}
        </>
      )}
    </Answered>
  </main>
)

const OfferCard = ({ offer, application }: { offer: Offer; application: NonNullable<Mine['application']> }) => (
  <section className="portal-card" aria-label="配租通知">
    <h2 className="portal-card-title">给您配了一套</h2>
    <p>
      <strong>
        {offer.buildingName} {offer.room}
      </strong>
      ，{bedroomsText(offer.bedrooms)}，{areaText(offer.area)}，每月 {yuanText(offer.rentFen)}
    </p>
    <p className="portal-quiet">{offer.address}</p>
    <p>请在 {dateText(offer.answerBy)}前答复，逾期作废，计放弃一次。</p>
    <PlainAction action={acceptOffer} input={{ applicationId: application.id }} done={() => '已接受，请到窗口签合同、领钥匙'} />
    <PlainAction
      quiet
      action={declineOffer}
      input={{ applicationId: application.id }}
      confirm={application.misses + 1 >= application.mostMisses ? '这是最后一次，放弃后退出轮候，确实放弃？' : `放弃后回到原来的次序；满 ${application.mostMisses} 次退出轮候。确实放弃？`}
      done={({ dropped }) => (dropped ? '已放弃，退出轮候' : '已放弃，继续轮候')}
    />
  </section>
)

const Standing = ({ application, offer }: { application: NonNullable<Mine['application']>; offer: Offer | null }) => (
  <section className="portal-card" aria-label="我的申请">
    <div className="portal-row">
      <h2 className="portal-card-title">我的申请</h2>
      <StateTag state={application.state} words={applicationStates} tones={applicationTones} />
    </div>
    {application.state === 'waiting' ? <p>前面还有 {countText(application.ahead)} 人，轮候共 {countText(application.waiting)} 人。</p> : null}
    {application.state === 'accepted' && offer ? (
      <p>
        您接受了{offer.buildingName} {offer.room}，请到窗口签合同、领钥匙。
      </p>
    ) : null}
    <p className="portal-quiet">
      {application.number} · {dateText(application.appliedOn)}申请 · {application.family} 人 · 意向：{application.wantedName} · 至多 {areaText(application.mostArea)}
      {application.turn ? (
        <>
          {' · '}
          <Link to="/draws">摇号第 {application.turn} 位</Link>
        </>
      ) : null}
      {application.misses ? ` · 已放弃 ${application.misses} 次` : ''}
    </p>
    {applicationCan.withdraw(application) ? <PlainAction quiet action={withdrawApplication} input={{ applicationId: application.id }} confirm="撤回后次序不再保留，确实撤回？" done={() => '已撤回'} /> : null}
  </section>
)

const Home = ({ tenancy }: { tenancy: NonNullable<Mine['tenancy']> }) => {
  const unpaid = tenancy.rents.filter(({ paidOn }) => paidOn === null)
  return (
    <section className="portal-card" aria-label="我住的公寓">
      <h2 className="portal-card-title">
        {tenancy.buildingName} {tenancy.room}
      </h2>
      <p>
        {areaText(tenancy.area)}，{tenancy.people} 人，每月 {yuanText(tenancy.rentFen)}
      </p>
      <p>合同到 {dateText(tenancy.contractTo)}。</p>
      <p className="portal-quiet">
        {tenancy.address} · 租约 {tenancy.number} · {dateText(tenancy.since)}入住
      </p>
      <p className="portal-quiet">租金交给{tenancy.operator}。{unpaid.length ? '' : '应交的都已登记收到。'}</p>
      {unpaid.length ? (
        <ul>
          {unpaid.map(({ dueOn, amountFen }) => (
            <li key={dueOn}>
              {dateText(dueOn)}应交 {yuanText(amountFen)}，还没有登记收到
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const Apply = ({ own }: { own: Mine }) => {
  const [typed, setFamily] = useState('1')
  const [wantedPlace, setWanted] = useState<string>()
  const family = /^\d{1,2}$/.test(typed.normalize('NFKC').trim()) ? Number(typed.normalize('NFKC')) : 0
  const wrong = family >= 1 && family <= 12 ? undefined : '请填 1 到 12 之间的数'
  if (!own.entitled) {
    return (
      <section className="portal-card">
        <h2 className="portal-card-title">还不能申请</h2>
        {own.rules.length ? (
          <>
            <p>现在可以申请的是：</p>
            <ul>
              {own.rules.map(({ title, mostArea, document }) => (
                <li key={title + document}>
                  {title}，至多 {areaText(mostArea)}（{document}）
                </li>
              ))}
            </ul>
            <p className="portal-quiet">您的档案里还没有符合其中一条的记录。缺了记录，请到所在乡镇街道窗口补登。</p>
          </>
        ) : (
          <p>本市还没有公布谁可以申请人才公寓。</p>
        )}
      </section>
    )
  }
  return (
    <section className="portal-card" aria-label="申请人才公寓">
      <h2 className="portal-card-title">申请人才公寓</h2>
      <p>
        您符合：{own.entitled.basis}，至多 {areaText(own.entitled.mostArea)}。
      </p>
      <PlainField label="一起住几口人（含本人）" inputMode="numeric" maxLength={2} value={typed} onChange={setFamily} wrong={wrong} />
      <PlainSelect label="想住在哪个区县" none="都可以" options={own.places.map(({ code, name }) => [code, name] as const)} value={wantedPlace} onChange={setWanted} />
      <PlainAction action={apply} input={{ family, wantedPlace: wantedPlace ?? null }} can={wrong === undefined} because="请填人口" done={({ number }) => `已申请，轮候编号 ${number}`} />
    </section>
  )
}
