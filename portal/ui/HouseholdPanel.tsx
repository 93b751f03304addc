import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { myHousehold } from '../../measures/household/contract.ts'

const standing = { verified: '已核验', declared: '还没有核验', disputed: '正在更正' } as const

/** Where the measure counts the household: who counts and by which record, what is not known, and what the spouse has of the kind. */
export const HouseholdPanel = ({ measure }: { measure: string }) => {
  const asked = useAsk(myHousehold, { measure })
  if (!asked.data || asked.data.counts.length === 0) return null
  const { counts, members, missing, spouse } = asked.data
  return (
    <section className="portal-card">
      <h2>家庭怎么算</h2>
      {counts.map((says) => (
        <p key={says}>{says}</p>
      ))}
      {members.length ? (
        <ul className="portal-list">
          <li>本人</li>
          {members.map(({ relation, bornOn, source, asOf, verification, known }, at) => (
            <li key={`${relation}${bornOn ?? at}`}>
              {relation}
              {bornOn ? `，${dateText(bornOn)}出生` : ''}
              <div className="portal-quiet">
                {source}登记，截至 {dateText(asOf)}，{standing[verification]}
                {relation === '配偶' && !known ? '，不在人才库' : ''}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {spouse.map(({ title, year, why }) => (
        <p key={`${title}${year}`} className="portal-step">
          配偶 {year} 年已享受“{title}”：{why}。
        </p>
      ))}
      {missing.map((sentence) => (
        <p key={sentence} className="portal-step">
          {sentence}。
        </p>
      ))}
    </section>
  )
}
