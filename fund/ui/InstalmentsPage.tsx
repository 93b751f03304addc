import { Alert, Button, Space } from 'antd'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { IdField, type Id } from '../../kernel/types.ts'
import { dateText, yuanText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { confirmInstalment, getBudgetLine, instalmentCan, instalmentStates, listInstalments, stopInstalment, type InstalmentRow } from '../contract.ts'
import { ReasonButton } from './ReasonButton.tsx'
import { instalmentTones } from './words.ts'

const lineIdField = IdField('budgetLine')

/** All instalments; those that wait for their check can be let through or stopped here. */
export const InstalmentsPage = () => {
  const [address, setAddress] = useSearchParams()
  const lineId = lineIdField.safeParse(address.get('lineId')).data
  const dueYear = Number(address.get('dueYear')) || undefined
  const [measure, placeCode] = [address.get('measure'), address.get('placeCode')]
  const fixed = useMemo(
    () => ({ ...(lineId ? { lineId } : {}), ...(dueYear ? { dueYear, open: 'yes' as const } : {}), ...(measure ? { measure } : {}), ...(placeCode ? { placeCode } : {}) }),
    [lineId, dueYear, measure, placeCode],
  )
  const drop = (keys: readonly string[]) => setAddress((before) => new URLSearchParams([...before].filter(([key]) => !keys.includes(key))))
  return (
    <Page title="分期与复核" lead="带条件的分期到期后先在这里复核；通过的进入待付，终止的金额立即退回科目。">
      {lineId ? <OfLine lineId={lineId} onAll={() => drop(['lineId'])} /> : null}
      {dueYear ? (
        <Alert
          type="info"
          title={`只看 ${dueYear} 年应付、还没有付的分期${measure || placeCode ? '（某一事项、某一地区）' : ''}`}
          action={
            <Button size="small" onClick={() => drop(['dueYear', 'measure', 'placeCode'])}>
              看全部
            </Button>
          }
          style={{ marginBottom: 12 }}
        />
      ) : null}
      <ListPage
        list={listInstalments}
        fixed={fixed}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '办件编号、收款人、事项' },
          { key: 'state', label: '状态', kind: 'choice', choices: instalmentStates },
        ]}
        columns={[
          { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link> },
          { title: '事项', dataIndex: 'title' },
          { title: '收款人', dataIndex: 'payeeName' },
          { title: '期次', dataIndex: 'no', className: 'number', render: (no: number) => `第${no}期` },
          { title: '应付日期', dataIndex: 'dueOn', render: dateText },
          { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
          { title: '状态', dataIndex: 'state', render: (state: InstalmentRow['state']) => <StateTag state={state} words={instalmentStates} tones={instalmentTones} /> },
          { title: '到期条件', dataIndex: 'condition', render: (condition: string | null) => condition ?? '无' },
          { title: '说明', key: 'note', render: (_, row) => noteOf(row) },
          { title: '办理', key: 'act', render: (_, row) => <Verbs instalment={row} /> },
        ]}
        empty="没有符合条件的分期，换个条件试试。"
      />
    </Page>
  )
}

const noteOf = ({ state, lastFailure, accountHint }: InstalmentRow): string => {
  if (state !== 'due') return ''
  return [lastFailure ? `上次失败：${lastFailure}` : '', accountHint ? `账户尾号 ${accountHint}` : '没有可用账户'].filter(Boolean).join('；')
}

const Verbs = ({ instalment }: { instalment: InstalmentRow }) => (
  <Space>
    {instalmentCan.confirm(instalment) ? (
      <ReasonButton
        action={confirmInstalment}
        says={`到期条件：${instalment.condition ?? ''}`}
        ask="复核意见"
        least={2}
        input={(note) => ({ instalmentId: instalment.id, note })}
        done={({ amountFen }) => `${instalment.caseNumber} 第${instalment.no}期 ${yuanText(amountFen)} 可以支付了`}
        size="small"
      />
    ) : null}
    {instalmentCan.stop(instalment) ? (
      <ReasonButton
        action={stopInstalment}
        says={`终止后 ${yuanText(instalment.amountFen)} 退回科目，不能再恢复这一期。理由会给本人看到。`}
        ask="终止的理由"
        least={4}
        input={(reason) => ({ instalmentId: instalment.id, reason })}
        done={({ releasedFen }) => `已终止，${yuanText(releasedFen)} 退回科目`}
        danger
        size="small"
      />
    ) : null}
  </Space>
)

const OfLine = ({ lineId, onAll }: { lineId: Id<'budgetLine'>; onAll: () => void }) => {
  const line = useAsk(getBudgetLine, { lineId })
  return (
    <Alert
      type="info"
      title={`只看科目：${line.data ? `${line.data.year} 年 ${line.data.title}` : '…'}`}
      action={
        <Button size="small" onClick={onAll}>
          看全部
        </Button>
      }
      style={{ marginBottom: 12 }}
    />
  )
}
