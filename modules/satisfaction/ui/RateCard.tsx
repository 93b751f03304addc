import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import type { Id } from '../../../kernel/types.ts'
import { mySurveys } from '../contract.ts'

/** A question that is open, where its owner passes by: of all his cases, or of this one. Nothing where there is none. */
export const RateCard = ({ caseId }: { caseId?: Id<'case'> }) => {
  const open = (useAsk(mySurveys, {}).data?.surveys ?? []).filter((survey) => survey.open && (caseId === undefined || survey.caseId === caseId))
  const [first] = open
  if (!first) return null
  return (
    <section className="portal-card" aria-label="办后评价">
      <h2 className="portal-card-title">
        <Link to="/my/satisfaction">{open.length > 1 ? `${open.length} 件办件等您评价` : caseId === undefined ? `“${first.title}”办得怎么样` : '这件办得怎么样'}</Link>
      </h2>
      <p>打几分、写几句都可以，也可以不评，{dateText(first.until)}前有效。</p>
    </section>
  )
}
