import { useNavigate } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listTenancies, tenancyFilters, type TenancyRow } from '../contract.ts'

/** Who lives where, whose contract ends first; rent that is owed stands beside it. */
export const TenanciesPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="人才公寓租约" lead="在住的各户，合同先到期的在前。到期前三十天自动提醒本人；租金由运营单位收取，这里登记应收和已收。">
      <ListPage
        list={listTenancies}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、楼盘、房号、编号' },
          { key: 'only', label: '只看', kind: 'choice', choices: tenancyFilters },
        ]}
        columns={[
          { title: '租约编号', dataIndex: 'number' },
          { title: '承租人', dataIndex: 'personName' },
          { title: '楼盘', dataIndex: 'buildingName' },
          { title: '房号', dataIndex: 'room' },
          { title: '人口', dataIndex: 'people', className: 'number' },
          { title: '月租金', dataIndex: 'rentFen', className: 'number', render: (rent: TenancyRow['rentFen']) => yuanText(rent) },
          { title: '入住', dataIndex: 'since', render: dateText },
          { title: '合同到期', dataIndex: 'contractTo', render: dateText },
          { title: '欠租', dataIndex: 'unpaid', className: 'number', render: (unpaid: number, { unpaidFen }) => (unpaid ? `${unpaid} 个月，${yuanText(unpaidFen)}` : '') },
          { title: '退房', dataIndex: 'leftOn', render: (on: string | null) => (on ? dateText(on) : '') },
        ]}
        onOpen={({ id }) => void navigate(`/housing/tenancies/${id}`)}
        empty="没有符合条件的租约。"
      />
    </Page>
  )
}
