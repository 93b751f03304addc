import { useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { CasePane } from './CasePane.tsx'

/** One case at its own address, printable. */
export const CasePage = () => {
  const { caseId } = useParams() as { caseId: Id<'case'> }
  return (
    <main className="page">
      <CasePane caseId={caseId} />
    </main>
  )
}
