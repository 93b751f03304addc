import { deputationStates, listDeputations } from '../../kernel/office/deputy-contract.ts'
import { dateText } from '../../kit/format.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'

const fields: readonly FilterField[] = [
  { key: 'search', label: '谁', kind: 'search', placeholder: '被代理人、代理人' },
  { key: 'state', label: '状态', kind: 'choice', choices: deputationStates },
]

/** Who deputises for whom. */
export const DeputationsPage = () => (
  <Page title="代理登记" lead="谁在代谁、代到哪一天。代理由本人委托，到期、收回或任何一方的职责终止即失效，不能再转托。">
    <ListPage
      list={listDeputations}
      fields={fields}
      columns={[
        { title: '被代理人', dataIndex: 'principalName' },
        { title: '代理人', dataIndex: 'deputyName' },
        { title: '职责', dataIndex: 'title' },
        { title: '辖区', dataIndex: 'placeName' },
        { title: '起', dataIndex: 'fromDay', render: dateText },
        { title: '止', dataIndex: 'toDay', render: dateText },
        { title: '理由', dataIndex: 'reason' },
        { title: '状态', dataIndex: 'state', render: (state: keyof typeof deputationStates) => deputationStates[state] },
      ]}
      empty="没有代理。经办人员在“代理与交接”里委托。"
    />
  </Page>
)
