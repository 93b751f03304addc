import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listWantedPayees, payeeRoles, type WantedPayeeRow } from '../contract.ts'
import { ChangeTable } from './ChangeTable.tsx'

/** Payees other than holders: who has still to be named, and what waits for its check. */
export const PayeesPage = () => (
  <Page title="收款人" lead="条款规定付给享受人以外的，单位和登记的配偶由系统找到；出租人、中介、继承人等由一人提出、另一人复核。没有定下来的，不付款。">
    <section className="panel">
      <h2>待定</h2>
      <ListPage
        list={listWantedPayees}
        fields={[{ key: 'search', label: '姓名、事项或编号', kind: 'search' }]}
        columns={[
          { title: '资助', key: 'award', render: (_, row) => <Link to={`/fund/awards/${row.id}`}>{`${row.holderName} · ${row.title}`}</Link> },
          { title: '办件编号', dataIndex: 'caseNumber' },
          { title: '应付给', dataIndex: 'role', render: (role: WantedPayeeRow['role']) => payeeRoles[role] },
          { title: '期数', dataIndex: 'instalments', className: 'number' },
          { title: '最早应付', dataIndex: 'dueOn', render: dateText },
        ]}
        empty="没有待定的收款人。需要变更收款人的，打开那份资助，用“指定收款人”。"
      />
    </section>
    <section className="panel">
      <h2>变更与复核</h2>
      <ChangeTable empty="还没有收款人变更。打开一份资助，用“指定收款人”提出。" />
    </section>
  </Page>
)
