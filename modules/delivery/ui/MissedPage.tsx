import { dateText, moneyText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listMissed, missedReasons, type MissedReason } from '../contract.ts'

/** Who should have received and has not, with the reason: the specialists' work. */
export const MissedPage = () => (
  <Page title="应享未享" lead="符合条件、还没有拿到的人和单位，写明卡在哪一步。逐人联系，办妥后自己从名单里消失。">
    <ListPage
      list={listMissed}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、单位、事项' },
        { key: 'reason', label: '原因', kind: 'choice', choices: missedReasons },
      ]}
      columns={[
        { title: '对象', dataIndex: 'name' },
        { title: '所在单位', dataIndex: 'employerName' },
        { title: '所在地', dataIndex: 'placeName' },
        { title: '事项', dataIndex: 'title' },
        { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: bigint | null) => (amount === null ? '' : moneyText(amount)) },
        { title: '原因', dataIndex: 'reason', render: (reason: MissedReason) => missedReasons[reason] },
        { title: '告知日', dataIndex: 'toldOn', render: dateText },
        { title: '已过天数', dataIndex: 'days', className: 'number' },
      ]}
      empty="没有应享未享的人。"
    />
  </Page>
)
