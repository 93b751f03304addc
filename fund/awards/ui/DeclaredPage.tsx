import { useState } from 'react'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { HolderPicker, type PickedHolder } from '../../ui/HolderPicker.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { declarePayment, listDeclared, withdrawDeclared } from '../contract.ts'

/** What other levels and places paid, by a document: a top-up or deduction takes it off. */
export const DeclaredPage = () => {
  const [holder, setHolder] = useState<PickedHolder>()
  return (
    <Page
      title="在别处已领的待遇"
      lead="省级、外地和其他部门已付的，凭文件登记；就高补差和抵扣的事项审定时自动扣除。"
      extra={
        <FormButton
          action={declarePayment}
          says="项目名称要与条款里的写法一致，例如“省级安家补贴”。"
          fixed={holder ? { holder } : {}}
          fields={[
            { key: 'scheme', label: '项目', kind: 'line' },
            { key: 'amount', label: '金额（元）', kind: 'money' },
            { key: 'paidOn', label: '领取日期', kind: 'day' },
            { key: 'document', label: '证明文件', kind: 'line' },
          ]}
          done={() => '已登记'}
          onDone={() => setHolder(undefined)}
        >
          <HolderPicker value={holder} onChange={setHolder} />
        </FormButton>
      }
    >
      <ListPage
        list={listDeclared}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '对象、项目、文件' }]}
        columns={[
          { title: '对象', dataIndex: 'holderName' },
          { title: '项目', dataIndex: 'scheme' },
          { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
          { title: '领取日期', dataIndex: 'paidOn', render: dateText },
          { title: '证明文件', dataIndex: 'document' },
          { title: '状态', dataIndex: 'withdrawnReason', render: (reason: string | null) => (reason ? `已撤销：${reason}` : '有效') },
          {
            title: '办理',
            key: 'act',
            render: (_, { id, withdrawnReason }) =>
              withdrawnReason ? null : <ReasonButton action={withdrawDeclared} says="撤销后不再从新的审定里扣除；已经审定的不变。" ask="撤销的理由" least={4} input={(reason) => ({ id, reason })} done={() => '已撤销'} size="small" />,
          },
        ]}
        empty="还没有登记。办理补差、抵扣的事项以前，先在这里登记别处已付的。"
      />
    </Page>
  )
}
