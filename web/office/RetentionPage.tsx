import { Table } from 'antd'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Answer, Page } from '../../kit/Page.tsx'
import type { PlainDate } from '../../kernel/types.ts'
import { listErasures, retentionPlan } from '../../server/personal-data/retention/contract.ts'

/** What was erased when its time was over, and what is next. */
export const RetentionPage = () => {
  const asked = useAsk(retentionPlan, {})
  return (
    <Page title="到期清除" lead="每天夜里一次：保存期已满、可以清除的清除，只留下名称、依据和条数。办件、资金、审计的记录按法律保存，不由这里清除。">
      <Answer of={asked}>
        {({ steps, kept }) => (
          <section className="panel">
            <h2>下一次</h2>
            <Table
              rowKey="key"
              size="small"
              pagination={false}
              dataSource={steps}
              columns={[
                { title: '内容', dataIndex: 'label' },
                { title: '保存期限', key: 'years', render: (_, { years, from }) => `${from}起 ${years} 年` },
                { title: '根据', dataIndex: 'law' },
                { title: '最早到期', dataIndex: 'nextOn', render: (day: PlainDate | null) => (day ? dateText(day) : '现在没有') },
                { title: '累计已清除', dataIndex: 'erased', className: 'number' },
              ]}
            />
            <p className="quiet">{`不在此列：${kept.map(({ label, law, years }) => `${label}（${law}，${years} 年）`).join('；')}；审计记录。`}</p>
          </section>
        )}
      </Answer>
      <h2>清除过什么</h2>
      <ListPage
        list={listErasures}
        fields={[]}
        columns={[
          { title: '日期', dataIndex: 'ranOn', render: dateText },
          { title: '清除了什么', dataIndex: 'label' },
          { title: '保存期限的根据', dataIndex: 'law' },
          { title: '保存年数', dataIndex: 'years', className: 'number' },
          { title: '条数', dataIndex: 'erased', className: 'number' },
        ]}
        empty="还没有清除过。上表的“最早到期”那天夜里会有第一条。"
      />
    </Page>
  )
}
