import { Drawer } from 'antd'
import { useMemo } from 'react'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { accounts, listEntries, postingKinds, type Account, type EntryRow, type PostingKind } from '../../contract.ts'
import { EntrySays } from '../../ui/EntrySays.tsx'

/** Which sum was opened. */
export interface Drill {
  says: string
  lineId: Id<'budgetLine'>
  account?: Account
  kind?: PostingKind
}

const money = (amount: bigint) => (amount ? yuanText(amount) : '')

/** The entries behind a sum of a period, each with its case and the clause that decided it. */
export const EntriesDrawer = ({ drill, fromOn, toOn, onClose }: { drill: Drill | undefined; fromOn: PlainDate; toOn: PlainDate; onClose: () => void }) => (
  <Drawer open={drill !== undefined} title={drill?.says} size="large" onClose={onClose} destroyOnHidden>
    {drill ? <Entries drill={drill} fromOn={fromOn} toOn={toOn} /> : null}
  </Drawer>
)

const Entries = ({ drill: { lineId, account, kind }, fromOn, toOn }: { drill: Drill; fromOn: PlainDate; toOn: PlainDate }) => {
  const fixed = useMemo(() => ({ lineId, from: fromOn, to: toOn, ...(account ? { account } : {}), ...(kind ? { kind } : {}) }), [lineId, account, kind, fromOn, toOn])
  return (
    <ListPage
      list={listEntries}
      fixed={fixed}
      fields={[]}
      columns={[
        { title: '凭证号', dataIndex: 'seq', className: 'number' },
        { title: '日期', dataIndex: 'day', render: (day: PlainDate) => dateText(day) },
        { title: '种类', dataIndex: 'kind', render: (of: EntryRow['kind']) => postingKinds[of] },
        { title: '摘要', key: 'says', render: (_, entry) => <EntrySays entry={entry} /> },
        { title: '账户', dataIndex: 'account', render: (of: EntryRow['account']) => accounts[of] },
        { title: '借方', dataIndex: 'debitFen', className: 'number', render: money },
        { title: '贷方', dataIndex: 'creditFen', className: 'number', render: money },
        { title: '依据', key: 'basis', render: (_, { document, basis }) => document ?? basis ?? '' },
      ]}
      empty="这段时间没有分录。"
    />
  )
}
