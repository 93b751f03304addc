import { Button, Segmented, Table, Typography } from 'antd'
import { useState } from 'react'
import { personalDataRegister } from '../../server/personal-data/contract.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { TakeAssessment } from './TakeAssessment.tsx'

const columnsOf = ({ columns }: { columns: readonly { name: string; words: string; sealed: boolean }[] }) => (
  <ul>
    {columns.map(({ name, words, sealed }) => (
      <li key={name}>{`${words || name}${sealed ? '（加密或盲索引）' : ''}`}</li>
    ))}
  </ul>
)

/** Records of processing, and the impact assessment that follows from them; both to be printed. */
export const PersonalDataPage = () => {
  const asked = useAsk(personalDataRegister, {})
  const [view, setView] = useState<'records' | 'assessment'>('records')
  return (
    <Page
      title="个人信息处理登记"
      lead="每张表为什么可以处理、保存多久、谁看得到。保存期限是系统的默认值，启用前由本市确认。"
      extra={
        <>
          <Segmented options={[{ value: 'records', label: '处理活动记录' }, { value: 'assessment', label: '影响评估' }]} value={view} onChange={setView} />
          <Button onClick={() => window.print()}>打印</Button>
          <TakeAssessment />
        </>
      }
    >
      <Answer of={asked}>
        {({ tables }) => {
          const sensitive = tables.filter((one) => one.sensitive !== null)
          const sealed = tables.flatMap(({ columns }) => columns.filter((column) => column.sealed))
          return view === 'records' ? (
            <Table
              rowKey="table"
              size="small"
              pagination={false}
              dataSource={tables}
              expandable={{ expandedRowRender: columnsOf }}
              columns={[
                { title: '内容', dataIndex: 'words' },
                { title: '处理的依据', dataIndex: 'ground' },
                { title: '保存期限', key: 'years', render: (_, { years, from }) => (years === 0 ? from : `${from}起 ${years} 年`) },
                { title: '期限的根据', dataIndex: 'law' },
                { title: '谁看得到', dataIndex: 'seenBy' },
              ]}
            />
          ) : (
            <section className="panel">
              <Typography.Title level={2}>个人信息保护影响评估（个人信息保护法第五十五、五十六条）</Typography.Title>
              <Typography.Paragraph>{`系统处理 ${tables.length} 类个人信息，共 ${tables.reduce((sum, { columns }) => sum + columns.length, 0)} 个字段，其中 ${sensitive.length} 类属于敏感个人信息，${sealed.length} 个字段以密文或盲索引保存。`}</Typography.Paragraph>
              <Typography.Title level={3}>一、处理目的、方式是否合法、正当、必要</Typography.Title>
              <ul>{[...new Set(tables.map(({ ground }) => ground))].map((ground) => <li key={ground}>{`${ground}：${tables.filter((one) => one.ground === ground).length} 类`}</li>)}</ul>
              <Typography.Title level={3}>二、对个人权益的影响及安全风险</Typography.Title>
              <ul>{sensitive.map(({ table, words, sensitive: why, seenBy }) => <li key={table}>{`${words}：${why}。看得到的：${seenBy}`}</li>)}</ul>
              <Typography.Title level={3}>三、保护措施是否合法、有效并与风险程度相适应</Typography.Title>
              <ul>
                <li>按辖区、部门、本人的行级访问控制；三员看不到业务数据。</li>
                <li>证件号码、电话、银行账号逐字段加密；查看要写明用途，逐次留痕，异常预警。</li>
                <li>每次变更、拒绝、导出各留一行审计，成链并锚定。</li>
              </ul>
              <Typography.Title level={3}>四、结论</Typography.Title>
              <Typography.Paragraph>由个人信息保护负责人填写、签字，报告和处理情况记录至少保存三年。</Typography.Paragraph>
            </section>
          )
        }}
      </Answer>
    </Page>
  )
}
