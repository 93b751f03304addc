import { Alert, Button, Descriptions, Form, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText, momentText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useMay } from '../../ui/use-may.ts'
import { confirmSettlement, declineSettlement, getSettlement, listSettlementItems, owers, settlementCan, settlementItemKinds, settlementStates, withdrawSettlement, type SettlementRow } from '../settlement-contract.ts'
import { settlementTones } from './words.ts'

/** One statement between city and county, down to each payment; printed and signed by both. */
export const SettlementPage = () => {
  const { settlementId } = useParams() as { settlementId: Id<'settlement'> }
  const asked = useAsk(getSettlement, { settlementId })
  const fixed = useMemo(() => ({ settlementId }), [settlementId])
  return (
    <Answer of={asked}>
      {(statement) => (
        <Page
          title={`市县结算单 ${statement.number}`}
          lead={
            <>
              {statement.placeName}，{dateText(statement.fromOn)}至{dateText(statement.toOn)}付款，{countText(statement.items)} 笔 <StateTag state={statement.state} words={settlementStates} tones={settlementTones} />
            </>
          }
          extra={
            <>
              {settlementCan.confirm(statement) ? <ConfirmButton statement={statement} /> : null}
              {settlementCan.decline(statement) ? (
                <ReasonButton action={declineSettlement} says="不认可后由市级财政核对并重新编制，这些付款可以再次列入。" ask="不认可的理由" least={4} input={(reason) => ({ settlementId, reason })} done={({ number }) => `${number} 已退回市级财政`} />
              ) : null}
              {settlementCan.withdraw(statement) ? <ActionButton action={withdrawSettlement} input={{ settlementId }} confirm="撤回后这些付款可以重新编制结算单。" done={({ number }) => `${number} 已撤回`} /> : null}
              <Button className="no-print" onClick={() => print()}>
                打印
              </Button>
            </>
          }
        >
          {statement.declineReason ? <Alert type="warning" showIcon title={`区县不认可：${statement.declineReason}`} style={{ marginBottom: 16 }} /> : null}
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '区县应负担、市级已垫付', children: yuanText(statement.countyOwesFen) },
                { label: '市级应负担、区县已垫付', children: yuanText(statement.cityOwesFen) },
                { label: statement.netFen < 0n ? '市级净付区县' : '区县净付市级', children: <strong>{yuanText(statement.netFen < 0n ? -statement.netFen : statement.netFen)}</strong> },
                { label: '编制', children: `${statement.drawerName}，${momentText(statement.drawnAt)}` },
                { label: '区县', children: statement.deciderName ?? '尚未确认' },
                { label: '凭证', children: statement.postingSeq === null ? '—' : `${statement.postingSeq}（${statement.document ?? ''}）` },
              ]}
            />
            <p className="quiet">每一期的市级份额按累计付款取整到分，余下归区县；各期相加正好是资助决定上的两级份额。结算之后又收回的钱，对方负担的那一份以“冲回”列入下一张结算单。</p>
          </section>
          <section className="panel">
            <h2>每一笔付款与冲回</h2>
            <ListPage
              list={listSettlementItems}
              fixed={fixed}
              fields={[{ key: 'owedBy', label: '应负担', kind: 'choice', choices: owers }]}
              columns={[
                { title: '种类', dataIndex: 'kind', render: (kind: keyof typeof settlementItemKinds) => settlementItemKinds[kind] },
                { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link> },
                { title: '事项', key: 'title', render: (_, item) => `${item.title} 第${item.no}期` },
                { title: '收款户名', dataIndex: 'payeeName' },
                { title: '垫付科目', key: 'line', render: (_, item) => `${item.lineYear} 年 ${item.lineTitle}` },
                { title: '付款日', dataIndex: 'paidOn', render: dateText },
                { title: '付款', dataIndex: 'paidFen', className: 'number', render: yuanText },
                { title: '应负担', dataIndex: 'owedBy', render: (level: keyof typeof owers) => owers[level] },
                { title: '应负担金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
              ]}
              empty="没有这样的付款。"
            />
          </section>
          <div className="sheet-sign">
            {['市级财政经办', '市级财政复核', '区县财政', '日期'].map((who) => (
              <span key={who}>{who}：</span>
            ))}
          </div>
        </Page>
      )}
    </Answer>
  )
}

const ConfirmButton = ({ statement }: { statement: SettlementRow }) => {
  const [asking, setAsking] = useState(false)
  const [document, setDocument] = useState('')
  if (!useMay(confirmSettlement)) return null
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {confirmSettlement.label}
      </Button>
      <Modal
        open={asking}
        title={`确认 ${statement.number}`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={confirmSettlement}
            input={{ settlementId: statement.id, document }}
            type="primary"
            can={document.trim().length >= 4}
            because="请写明确认的依据文件"
            done={({ number }) => `${number} 已确认并记账`}
            onDone={() => setAsking(false)}
          />
        }
      >
        <p>确认后在两级同年度的科目之间结清（先找配套科目，代码为 share/ 加原代码，没有则同代码）：垫付的科目恢复可用，承担的科目记为拨付。</p>
        <Form layout="vertical">
          <Form.Item label="依据文件" htmlFor="settle-document">
            <Input id="settle-document" maxLength={100} value={document} onChange={(event) => setDocument(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
