import { Button, Empty, Input, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { submit } from '../../cases/contract.ts'
import { listCases } from '../../cases/reading/contract.ts'
import type { Fen, Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { ExportButton } from '../../kit/ExportButton.tsx'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { listEntitlements } from '../../measures/contract.ts'

/** Who of my staff is due what, by the last match over the city; filed for them with one press. */
export const StaffDues = () => {
  const [search, setSearch] = useState('')
  const filters = search ? { search } : {}
  const asked = useList(listEntitlements, filters, 'personNumber', 10)
  const running = useList(listCases, {}, '-submittedOn', 200)
  const inHand = new Set(running.data?.pages.flatMap((page) => page.rows).filter(({ closedOn }) => closedOn === null).map(({ personId, measure }) => `${personId}|${measure}`))
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const total = asked.data?.pages[0]?.total
  return (
    <section className="panel">
      <h2>员工可享受的政策{total === undefined ? '' : `（${countText(total)} 人次）`}</h2>
      <div className="portal-row" style={{ marginBottom: 12, justifyContent: 'flex-start', flexWrap: 'wrap' }}>
        <Input.Search aria-label="搜索员工" placeholder="姓名、拼音首字母或编号" allowClear style={{ maxWidth: 260 }} onSearch={setSearch} />
        <ExportButton list={listEntitlements} filters={filters} />
        <Link to="/batch-filing">批量申报</Link>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={asked.isPending}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description={asked.error?.message ?? '最近一次全市匹配没有发现本单位员工可享受的政策；每夜会重新匹配。'} /> }}
        columns={[
          { title: '姓名', dataIndex: 'personName', render: (name: string, { personId }) => <Link to={`/people/${personId}`}>{name}</Link> },
          { title: '事项', dataIndex: 'title', render: (title: string, { measure }) => <Link to={`/policies/${measure}`}>{title}</Link> },
          { title: '环节', dataIndex: 'stage' },
          { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: Fen | null) => (amount === null ? '—' : moneyText(amount)) },
          { title: '首次符合', dataIndex: 'foundOn', render: dateText },
          {
            title: '办理',
            key: 'file',
            render: (_, { personId, personName, measure }) =>
              inHand.has(`${personId}|${measure}`) ? (
                '正在办理'
              ) : (
                <ActionButton
                  action={submit}
                  label="代为申报"
                  size="small"
                  input={{ measure, personId: personId as Id<'person'>, answers: {} }}
                  confirm={`为${personName}提交申报？本单位即对其在职情况负责。`}
                  done={({ number, holder, dueOn }) => `已提交，办件编号 ${number}，由${holder}办理，应于 ${dateText(dueOn)}前完成`}
                />
              ),
          },
        ]}
      />
      {asked.hasNextPage ? (
        <div className="list-more">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            再看 10 条
          </Button>
        </div>
      ) : null}
    </section>
  )
}
