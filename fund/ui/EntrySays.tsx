import { Link } from 'react-router'
import type { EntryRow } from '../contract.ts'

/** What a voucher says, with the way to its case, batch or settlement. */
export const EntrySays = ({ entry }: { entry: EntryRow }) => (
  <>
    {entry.caseId ? <Link to={`/cases/${entry.caseId}`}>{entry.says}</Link> : entry.says}
    {entry.batchId ? (
      <>
        {' '}
        <Link to={`/fund/batches/${entry.batchId}`}>{entry.batchNumber}</Link>
      </>
    ) : null}
    {entry.settlementId ? (
      <>
        {' '}
        <Link to={`/fund/settlements/${entry.settlementId}`}>结算单</Link>
      </>
    ) : null}
    {entry.correctsSeq === null ? '' : `（更正凭证 ${entry.correctsSeq}）`}
    {entry.corrected ? '（已更正）' : ''}
  </>
)
