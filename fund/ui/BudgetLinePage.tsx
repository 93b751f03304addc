import { useMemo } from 'react'
import { useParams } from 'react-router'
import type { PlainDate, Id } from '../../kernel/types.ts'
import { dateText, moneyText, yuanText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Answer, Page } from '../../kit/Page.tsx'
import { accounts, correctable, correctPosting, getBudgetLine, listEntries, postingKinds, type EntryRow } from '../contract.ts'
import { BalanceBar, UsedShare } from './BalanceBar.tsx'
import { AdjustButton } from '../budget/ui/AdjustButton.tsx'
import { CloseLineButton } from '../budget/ui/CloseLineButton.tsx'
import { LineAdjustments } from '../budget/ui/AdjustmentTable.tsx'
import { EntrySays } from './EntrySays.tsx'
import { AllotButton } from './MoneyForms.tsx'
import { ReasonButton } from './ReasonButton.tsx'

const money = (amount: bigint) => (amount ? yuanText(amount) : '')

/** One line: its balances, and every entry that made them, down to the case. */
export const BudgetLinePage = () => {
  const { lineId } = useParams() as { lineId: Id<'budgetLine'> }
  const asked = useAsk(getBudgetLine, { lineId })
  const fixed = useMemo(() => ({ lineId }), [lineId])
  return (
    <Answer of={asked}>
      {(line) => (
        <Page
          title={`${line.year} 年 ${line.title}${line.state === 'closed' ? '（已关账）' : ''}`}
          lead={`${line.placeName}${line.programme ? ` · ${line.programme}` : ''} · ${line.fundTitle}，全年下达 ${moneyText(line.fundAppropriatedFen)}，承诺下限 ${moneyText(line.promisedFloorFen)}（${line.floorDocument}）`}
          extra={
            <>
              <AllotButton line={line} />
              <AdjustButton line={line} />
              <CloseLineButton line={line} />
            </>
          }
        >
          <section className="panel">
            <dl className="figures">
              {[
                ['下达', line.appropriatedFen],
                ['占用', line.reservedFen],
                ['承诺', line.committedFen],
                ['在途', line.inTransitFen],
                ['拨付', line.paidFen],
                ['可用', line.availableFen],
                ...([['冻结', line.frozenFen], ['代扣待缴', line.withheldFen], ['应追回', line.receivableFen], ['已追回', line.recoveredFen], ['已核销', line.writtenOffFen]] as const).filter(([, amount]) => amount > 0n),
              ].map(([name, amount]) => (
                <div key={String(name)}>
                  <dt>{String(name)}</dt>
                  <dd title={yuanText(BigInt(amount ?? 0))}>{moneyText(BigInt(amount ?? 0))}</dd>
                </div>
              ))}
              <div>
                <dt>已用</dt>
                <dd>
                  <UsedShare balances={line} />
                </dd>
              </div>
            </dl>
            <BalanceBar balances={line} />
          </section>
          <LineAdjustments lineId={lineId} />
          <section className="panel">
            <h2>台账</h2>
            <ListPage
              list={listEntries}
              fixed={fixed}
              fields={[
                { key: 'account', label: '账户', kind: 'choice', choices: accounts },
                { key: 'kind', label: '种类', kind: 'choice', choices: postingKinds },
              ]}
              columns={[
                { title: '凭证号', dataIndex: 'seq', className: 'number' },
                { title: '日期', dataIndex: 'day', render: (day: PlainDate) => dateText(day) },
                { title: '种类', dataIndex: 'kind', render: (kind: EntryRow['kind']) => postingKinds[kind] },
                { title: '摘要', key: 'says', render: (_, entry) => <EntrySays entry={entry} /> },
                { title: '账户', dataIndex: 'account', render: (account: EntryRow['account']) => accounts[account] },
                { title: '借方', dataIndex: 'debitFen', className: 'number', render: money },
                { title: '贷方', dataIndex: 'creditFen', className: 'number', render: money },
                { title: '依据', dataIndex: 'document', render: (document: string | null, { basis }) => document ?? basis ?? '' },
                { title: '', key: 'correct', render: (_, entry) => <Correct entry={entry} /> },
              ]}
              empty="还没有分录。下达资金后，每一笔变动都会记在这里。"
            />
          </section>
        </Page>
      )}
    </Answer>
  )
}

/** Once a voucher, on the side of the available money, and only where the verb can undo it. */
const Correct = ({ entry }: { entry: EntryRow }) =>
  correctable.some((kind) => kind === entry.kind) && !entry.corrected && entry.account === 'available' ? (
    <ReasonButton
      action={correctPosting}
      says={`凭证 ${entry.seq} 不会被改动；系统另记一张方向相反的凭证并指明原凭证。`}
      ask="更正原因"
      least={4}
      input={(reason) => ({ postingId: entry.postingId, reason })}
      done={({ corrected }) => `凭证 ${corrected} 已更正`}
      size="small"
    />
  ) : null
