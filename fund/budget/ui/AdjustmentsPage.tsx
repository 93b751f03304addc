import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { adjustmentKinds, adjustmentStates, listAdjustments } from '../contract.ts'
import { adjustmentColumns } from './AdjustmentTable.tsx'

export const AdjustmentsPage = () => (
  <Page title="预算调整" lead="调剂、冻结、解冻、结转、收回：一人在科目页提出，另一人在这里批准后记账。">
    <ListPage
      list={listAdjustments}
      fields={[
        { key: 'state', label: '状态', kind: 'choice', choices: adjustmentStates },
        { key: 'kind', label: '种类', kind: 'choice', choices: adjustmentKinds },
      ]}
      columns={adjustmentColumns}
      empty="没有预算调整。资金经办在科目页点“提出预算调整”。"
    />
  </Page>
)
