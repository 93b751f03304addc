import { Input, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { countText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { askCatalogue, units } from '../contract.ts'
import { pageOf } from './overview.ts'

/** Every figure of the house with its definition, found by its name or by what others call it. */
export const CataloguePage = () => {
  const asked = useAsk(askCatalogue, {})
  const [search, setSearch] = useState('')
  return (
    <Page title="指标目录" lead="每个指标只有一个口径；名称不同而口径相近的，是两个指标，不能相减。">
      <Answer of={asked}>
        {({ figures }) => {
          const found = figures.filter(({ id, name, aliases }) => [id, name, ...aliases].some((word) => word.includes(search.trim())))
          return (
            <>
              <Input.Search className="list-search no-print" aria-label="搜索指标" placeholder="名称、又称、编号" allowClear value={search} onChange={(event) => setSearch(event.target.value)} />
              <span className="quiet" aria-live="polite"> 共 {countText(found.length)} 个</span>
              <Table
                rowKey="id"
                size="middle"
                pagination={false}
                style={{ marginTop: 12 }}
                scroll={{ x: 'max-content' }}
                dataSource={found}
                locale={{ emptyText: '没有这样的指标，换个说法试试。' }}
                columns={[
                  { title: '指标', dataIndex: 'name', render: (name: string, { id }) => <Link to={pageOf(id)}>{name}</Link> },
                  { title: '单位', dataIndex: 'unit', render: (unit: keyof typeof units) => units[unit] },
                  { title: '口径', dataIndex: 'population', width: 420, render: (population: string, { formula }) => formula ?? population },
                  { title: '责任部门', dataIndex: 'owner' },
                  { title: '又称', dataIndex: 'aliases', render: (aliases: string[]) => aliases.map((alias) => <Tag key={alias}>{alias}</Tag>) },
                ]}
              />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
