import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { mine } from '../contract.ts'

/** On the first page of the phone: an offer that waits for an answer first of all; nothing for whom it does not concern. */
export const HousingCard = () => {
  const own = useAsk(mine, {}).data
  if (!own || (!own.entitled && !own.application && !own.tenancy)) return null
  const { application, offer, tenancy } = own
  return (
    <section className="portal-card" aria-label="人才公寓">
      <h2 className="portal-card-title">
        <Link to="/my/housing">人才公寓</Link>
      </h2>
      <p>
        {application?.state === 'offered' && offer
          ? `给您配了${offer.buildingName} ${offer.room}，请在 ${dateText(offer.answerBy)}前答复。`
          : application?.state === 'waiting'
            ? `轮候中，前面还有 ${application.ahead} 人。`
            : application?.state === 'accepted'
              ? '已接受配租，请到窗口签合同、领钥匙。'
              : tenancy
                ? `${tenancy.buildingName} ${tenancy.room}，合同到 ${dateText(tenancy.contractTo)}。`
                : '您可以申请人才公寓。'}
      </p>
    </section>
  )
}
