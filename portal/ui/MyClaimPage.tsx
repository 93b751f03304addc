import { useParams } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { ClaimView } from './ClaimView.tsx'
import { HouseholdPanel } from './HouseholdPanel.tsx'

/** The talent claims one measure on the phone. */
export const MyClaimPage = () => {
  const { measure = '' } = useParams()
  const me = useMe()
  return (
    <main className="portal">
      <ClaimView key={measure} measure={measure} owner={me.data?.personId ?? ''} casePath={(caseId) => `/my/cases/${caseId}`} home="/my" family={<HouseholdPanel measure={measure} />} />
    </main>
  )
}
