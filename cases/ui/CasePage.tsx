import { useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Page } from '../../kit/Page.tsx'
import { getCasePage } from '../reading/contract.ts'
import { CasePane } from './CasePane.tsx'

/** One case at its own address, printable. */
export const CasePage = () => {
  const { caseId } = useParams() as { caseId: Id<'case'> }
  const asked = useAsk(getCasePage, { caseId })
  return (
    <Page title={asked.data ? `办件 ${asked.data.number}` : '办件'}>
      <CasePane caseId={caseId} />
    </Page>
  )
}
