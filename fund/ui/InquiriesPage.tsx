import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { inquiryKinds, inquiryStates, listInquiries } from '../inquiry-contract.ts'
import { inquiryColumns } from './InquiryTable.tsx'

export const InquiriesPage = () => (
  <Page title="查询查复" lead="三个工作日没有回音、只付了一部分、付了两次的支付：向银行发查询，凭书面答复在这里了结。没有了结之前不会重付。">
    <ListPage
      list={listInquiries}
      fields={[
        { key: 'state', label: '状态', kind: 'choice', choices: inquiryStates },
        { key: 'kind', label: '种类', kind: 'choice', choices: inquiryKinds },
      ]}
      columns={inquiryColumns}
      empty="没有需要向银行查询的支付。送银行后迟迟没有回单的，会列在这里。"
    />
  </Page>
)
