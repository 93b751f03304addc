import { Space } from 'antd'
import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { StepUpButton } from '../../../kit/StepUpButton.tsx'
import type { Id } from '../../../kernel/types.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { approvePayee, changeCan, changeStates, declinePayee, listPayeeChanges, payeeRoles, type PayeeChangeRow } from '../contract.ts'

const tones = { asked: 'attention', approved: 'good', declined: 'bad' } as const

/** Who shall be paid instead of the holder, by whom it was asked, and the check by another. `fixed` narrows it to one award. */
export const ChangeTable = ({ fixed, empty }: { fixed?: { awardId: Id<'award'> }; empty: string }) => (
  <ListPage
    list={listPayeeChanges}
    {...(fixed ? { fixed } : {})}
    fields={[{ key: 'state', label: '状态', kind: 'choice', choices: changeStates }]}
    columns={[
      { title: '提出', key: 'asked', render: (_, row) => `${dateText(row.askedOn)} ${row.askerName}` },
      { title: '资助', key: 'award', render: (_, row) => <Link to={`/fund/awards/${row.awardId}`}>{`${row.holderName} · ${row.title}`}</Link> },
      { title: '收款人', key: 'name', render: (_, row) => `${row.name}（${payeeRoles[row.role]}）` },
      { title: '依据', key: 'document', render: (_, row) => `${row.document}；${row.says}` },
      { title: '状态', dataIndex: 'state', render: (state: PayeeChangeRow['state']) => <StateTag state={state} words={changeStates} tones={tones} /> },
      { title: '复核', key: 'decided', render: (_, row) => (row.decidedOn ? `${dateText(row.decidedOn)} ${row.deciderName ?? ''}${row.declineReason ? `：${row.declineReason}` : ''}` : '') },
      {
        title: '办理',
        key: 'act',
        render: (_, row) => (
          <Space wrap>
            {changeCan.approve(row) ? (
              <StepUpButton action={approvePayee} input={{ changeId: row.id }} can={!row.mine} because="提出人不能复核自己提出的收款人" says={`未付的各期改付 ${row.name}（${payeeRoles[row.role]}），依据 ${row.document}。`} done={({ name, instalments }) => `${instalments} 期改付 ${name}`} />
            ) : null}
            {changeCan.decline(row) ? <ReasonButton action={declinePayee} says="不同意后收款人不变，可以重新提出。" ask="不同意的理由" least={4} input={(reason) => ({ changeId: row.id, reason })} done={({ name }) => `没有改付 ${name}`} size="small" /> : null}
          </Space>
        ),
      },
    ]}
    empty={empty}
  />
)
