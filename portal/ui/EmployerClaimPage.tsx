import { useParams } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { ClaimView } from './ClaimView.tsx'

/** The employer claims a measure of its own. */
export const EmployerClaimPage = () => {
  const { measure = '' } = useParams()
  const me = useMe()
  return (
    <main className="portal portal-wide">
      <ClaimView key={measure} measure={measure} owner={me.data?.employerId ?? ''} casePath={(caseId) => `/cases/${caseId}`} home="/employer" />
    </main>
  )
}
