import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { unusualAccess, unusualAt, unusualWords, type Unusual } from '../../kernel/audit/contract.ts'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { roleText } from './AuditPage.tsx'

const spans = [{ label: '近 7 天', value: 7 }, { label: '近 30 天', value: 30 }, { label: '近 90 天', value: 90 }]

/** Accounts whose day does not look like work. */
export const UnusualPage = () => {
  const [days, setDays] = useState(30)
  const asked = useAsk(unusualAccess, { days })
  return (
    <Page
      title="异常访问"
      lead={`一个账号一天里：深夜查看下载 ${unusualAt.night} 次以上，查看材料 ${unusualAt.views} 次以上，导出下载 ${unusualAt.exports} 次以上，被拒 ${unusualAt.refused} 次以上。列在这里不等于违规，请向本人所在单位核实。`}
      extra={<Segmented options={spans} value={days} onChange={setDays} />}
    >
      <Answer of={asked}>
        {({ rows }) => (
          <Table
            rowKey={({ day, accountId, kind }) => `${day}${accountId}${kind}`}
            size="middle"
            pagination={false}
            dataSource={rows}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: `近 ${days} 天没有异常访问` }}
            columns={[
              { title: '日期', dataIndex: 'day', render: dateText },
              { title: '谁', dataIndex: 'accountName', render: (name: string) => <Link to={`/audit?search=${encodeURIComponent(name)}`}>{name}</Link> },
              { title: '职责', dataIndex: 'role', render: roleText },
              { title: '情形', dataIndex: 'kind', render: (kind: Unusual) => unusualWords[kind] },
              { title: '次数', dataIndex: 'count', className: 'number' },
            ]}
          />
        )}
      </Answer>
    </Page>
  )
}
