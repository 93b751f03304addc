import { Link } from 'react-router'
import { useAsk } from '../../../kit/hooks.ts'
import { dateText } from '../../../kit/format.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { askSpecialist, mine } from '../contract.ts'

/** The specialist's name and a button that calls him; where there is none, how to get one. On the home of a talent and on his page of service. */
export const SpecialistCard = ({ link = false }: { link?: boolean }) => {
  const answer = useAsk(mine, {}).data
  if (!answer) return null
  const { specialist, promised, wishedOn } = answer
  return (
    <section className="portal-card" aria-label="我的服务专员">
      <h2 className="portal-card-title">我的服务专员</h2>
      {specialist ? (
        <>
          <p>
            <strong>{specialist.name}</strong>，办公电话 {specialist.officePhone}
          </p>
          <p className="portal-quiet">
            {dateText(specialist.since)}起为您服务{specialist.lastContactOn ? `，上次联系 ${dateText(specialist.lastContactOn)}` : ''}
          </p>
          <a className="portal-button" href={`tel:${specialist.officePhone}`}>
            打电话给{specialist.name}
          </a>
        </>
      ) : (
        <>
          <p>{promised ? `您是${promised.level}类人才，按${promised.document}应当配一位服务专员，人才办会为您安排。` : '您还没有服务专员。需要专人联系的，可以请人才办安排。'}</p>
          {wishedOn ? <p className="portal-quiet">{dateText(wishedOn)}已请求，人才办正在安排。</p> : <PlainAction quiet action={askSpecialist} input={{}} done={() => '已告诉人才办，安排好以后您会收到消息'} />}
        </>
      )}
      {link ? (
        <p>
          <Link to="/my/service">入学、医疗、配偶就业、住房的事，提给专员</Link>
        </p>
      ) : null}
    </section>
  )
}
