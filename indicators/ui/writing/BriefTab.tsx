import { Alert, Button, DatePicker, Segmented, Space, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { briefKinds, type BriefKind } from '../../writing/brief-templates.ts'
import { askBrief, briefFilePath } from '../../writing/contract.ts'

const kindChoices: { value: BriefKind; label: string }[] = [
  { value: 'monthly', label: briefKinds.monthly },
  { value: 'yearly', label: briefKinds.yearly },
  { value: 'counties', label: briefKinds.counties },
]

/** The brief of a month, the review of a year, the comparison of the places: written from the records; what cannot be said is named instead. */
export const BriefTab = () => {
  const me = useMe()
  const today = me.data?.today ?? ''
  const [chosen, setChosen] = useState<string>()
  const month = chosen ?? today.slice(0, 7)
  const [kind, setKind] = useState<BriefKind>('monthly')
  const asked = useAsk(askBrief, { kind, month }, { enabled: month !== '' })
  return (
    <>
      <Space wrap className="no-print" style={{ marginBottom: 16 }}>
        <Segmented aria-label="哪一种" value={kind} onChange={setKind} options={kindChoices} />
        <span>{kind === 'yearly' ? '年份' : '月份'}</span>
        <DatePicker picker={kind === 'yearly' ? 'year' : 'month'} aria-label={kind === 'yearly' ? '年份' : '月份'} allowClear={false} value={month === '' ? null : dayjs(`${month}-01`)} maxDate={dayjs(today === '' ? undefined : today)} onChange={(value) => value && setChosen(value.format('YYYY-MM'))} />
        <Button type="primary" href={`${briefFilePath}?kind=${kind}&month=${month}`}>下载 Word（公文格式）</Button>
      </Space>
      <Answer of={asked}>
        {({ title, sections, sources: [heads = [], ...rows], left }) => (
          <>
            <article className="panel writing-brief">
              <h2>{title}</h2>
              {sections.map(({ heading, text }) => (
                <section key={heading}>
                  <h3>{heading}</h3>
                  <p>{text}</p>
                </section>
              ))}
            </article>
            {left.length > 0 ? <Alert style={{ marginBottom: 16 }} type="info" showIcon title={`有 ${left.length} 句没有写：记录里没有那时的数，或与句子的意思相反`} description={left.map((one) => <div key={one}>{one}</div>)} /> : null}
            <section className="panel">
              <h2>数据来源表</h2>
              <Table rowKey={(row) => row[0] ?? ''} size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={rows} locale={{ emptyText: '没有可以写的数。' }} columns={heads.map((head, at) => ({ title: head, key: head, render: (_: unknown, row: string[]) => row[at] ?? '' }))} />
            </section>
          </>
        )}
      </Answer>
    </>
  )
}
