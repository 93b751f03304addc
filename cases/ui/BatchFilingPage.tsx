import { App, Button, Empty, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { Fen, Id } from '../../kernel/types.ts'
import { countText, moneyText } from '../../kit/format.ts'
import { useAct, useList } from '../../kit/hooks.ts'
import { Page } from '../../kit/Page.tsx'
import { listEntitlements, listMeasures } from '../../measures/contract.ts'
import { batchLimit, submitBatch } from '../bulk/contract.ts'

type Report = z.output<typeof submitBatch.output>

/** One measure, many of the staff: whom the last match found eligible is ticked, the report says of each what became of him. */
export const BatchFilingPage = () => {
  const [measure, setMeasure] = useState<string>()
  const measures = useList(listMeasures, { subjectKind: 'person' }, 'title', 200)
  const options = measures.data?.pages.flatMap((page) => page.rows).filter(({ inForce, delivery }) => inForce && delivery === 'apply') ?? []
  return (
    <Page title="批量申报" lead={`为本单位员工申报同一事项，一次不超过 ${batchLimit} 人。每人各自成败，逐人说明结果；单位对其在职情况负责。`}>
      <section className="panel">
        <Select
          aria-label="事项"
          placeholder="先选事项"
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%', maxWidth: 420 }}
          loading={measures.isPending}
          value={measure ?? null}
          options={options.map(({ measure: value, title }) => ({ value, label: title }))}
          onChange={setMeasure}
        />
      </section>
      {measure ? <Staff key={measure} measure={measure} /> : <Empty description="先选一个事项，再勾选员工。" />}
    </Page>
  )
}

const Staff = ({ measure }: { measure: string }) => {
  const { message } = App.useApp()
  const asked = useList(listEntitlements, { measure }, 'personNumber', 200)
  const verb = useAct(submitBatch)
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [report, setReport] = useState<Report>()
  const run = () =>
    verb.mutate(
      { measure, personIds: chosen.map((id) => id as Id<'person'>), answers: {} },
      {
        onSuccess: (answer) => {
          setReport(answer)
          setChosen([])
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <>
      {report ? <ReportPanel report={report} /> : null}
      <section className="panel">
        <h2>最近一次匹配符合条件的员工</h2>
        <Table
          rowKey="personId"
          size="small"
          loading={asked.isPending}
          dataSource={rows}
          pagination={false}
          rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => setChosen(keys.map(String).slice(0, batchLimit)) }}
          locale={{ emptyText: <Empty description={asked.error?.message ?? '最近一次全市匹配没有发现本单位员工符合这一事项；每夜会重新匹配。'} /> }}
          columns={[
            { title: '人才编号', dataIndex: 'personNumber' },
            { title: '姓名', dataIndex: 'personName' },
            { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: Fen | null) => (amount === null ? '—' : moneyText(amount)) },
          ]}
        />
        {asked.hasNextPage ? (
          <div className="list-more">
            <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              再看 200 人
            </Button>
          </div>
        ) : null}
        <div style={{ marginTop: 16 }}>
          <Button type="primary" loading={verb.isPending} disabled={chosen.length === 0} onClick={run}>
            {submitBatch.label} {chosen.length ? `${countText(chosen.length)} 人` : ''}
          </Button>
        </div>
      </section>
    </>
  )
}

const ReportPanel = ({ report: { filed, left, report } }: { report: Report }) => (
  <section className="panel">
    <h2>
      已申报 {countText(filed)} 人{left ? `，${countText(left)} 人没有申报` : ''}
    </h2>
    <Table
      rowKey="personId"
      size="small"
      pagination={false}
      dataSource={report}
      columns={[
        { title: '姓名', dataIndex: 'name', render: (name: string) => name || '不在本单位名单中' },
        { title: '结果', dataIndex: 'filed', render: (yes: boolean) => (yes ? '已申报' : '没有申报') },
        { title: '办件编号', dataIndex: 'number', render: (number: string, { caseId }) => (caseId ? <Link to={`/cases/${caseId}`}>{number}</Link> : '—') },
        { title: '说明', dataIndex: 'why' },
      ]}
    />
  </section>
)
