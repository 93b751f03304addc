import { Table } from 'antd'
import { Link } from 'react-router'
import { countText, dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askUses, useKinds, type Use } from '../uses/contract.ts'

/** Which papers used the figure, and whether its records have changed since. */
export const UsesPanel = ({ figure }: { figure: string }) => {
  const asked = useAsk(askUses, { figure, limit: 20 })
  return (
    <Answer of={asked}>
      {({ total, uses }) =>
        uses.length ? (
          <>
            <p className="quiet">
              用过 {countText(total)} 次{total > uses.length ? `，列出最近 ${uses.length} 次` : ''}。“现在”按今天的记录重算同一个时点；补录和更正会让它与当时不同。
            </p>
            <Table<Use>
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={uses}
              columns={[
                { title: '材料', dataIndex: 'title' },
                { title: '用法', dataIndex: 'kind', render: (kind: Use['kind']) => useKinds[kind] },
                { title: '用的数', key: 'what', render: (_, { bindingTitle, placeName, periodFrom, periodTo }) => `${placeName}${bindingTitle}，${periodFrom ? `${dateText(periodFrom)}至${dateText(periodTo)}` : `截至${dateText(periodTo)}`}` },
                { title: '写作', dataIndex: 'written', className: 'number' },
                { title: '当时', key: 'value', className: 'number', render: (_, { value, unit }) => `${numberText(value)} ${unit}` },
                { title: '现在', key: 'now', className: 'number', render: (_, { now, unit, because }) => (now === null ? (because ?? '算不出') : `${numberText(now)} ${unit}`) },
                { title: '差', key: 'difference', className: 'number', render: (_, { difference, because, now }) => (difference === null ? (now !== null && because ? because : '一致') : `${difference.startsWith('-') ? '' : '+'}${numberText(difference)}`) },
                { title: '使用人', dataIndex: 'usedByName' },
                { title: '日期', dataIndex: 'usedOn', render: dateText },
              ]}
            />
          </>
        ) : (
          <p className="quiet">
            还没有材料用过这个数。在<Link to="/figures/writing">写材料</Link>里填文稿、下简报、核对报告，用过的会记在这里。
          </p>
        )
      }
    </Answer>
  )
}

const numberText = (value: string): string => Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 2 })
