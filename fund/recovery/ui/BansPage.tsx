import { useState } from 'react'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { HolderPicker, type PickedHolder } from '../../ui/HolderPicker.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { addBan, holderKinds, liftBan, listBans, type BanRow } from '../contract.ts'

/** Who may not apply, until when and why; the database refuses an award to whoever is on it. */
export const BansPage = () => {
  const [holder, setHolder] = useState<PickedHolder>()
  return (
    <Page
      title="禁报名单"
      lead="名单上的个人和单位在期间内不能申报，也不能审定，跨县同样有效。"
      extra={
        <FormButton
          action={addBan}
          fixed={holder ? { holder } : {}}
          fields={[
            { key: 'from', label: '开始日期', kind: 'day' },
            { key: 'to', label: '截止日期', kind: 'day' },
            { key: 'reason', label: '事由', kind: 'text' },
            { key: 'document', label: '依据文件', kind: 'line' },
          ]}
          done={() => '已列入禁报名单'}
          onDone={() => setHolder(undefined)}
        >
          <HolderPicker value={holder} onChange={setHolder} />
        </FormButton>
      }
    >
      <ListPage
        list={listBans}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '对象、事由、文件' }]}
        columns={[
          { title: '种类', dataIndex: 'holderKind', render: (kind: BanRow['holderKind']) => holderKinds[kind] },
          { title: '对象', dataIndex: 'holderName' },
          { title: '期间', key: 'period', render: (_, { from, to }) => `${dateText(from)}到${dateText(to)}` },
          { title: '事由', dataIndex: 'reason' },
          { title: '依据文件', dataIndex: 'document' },
          { title: '情况', key: 'live', render: (_, { live, liftedOn, liftReason }) => (live ? '生效中' : liftedOn ? `${dateText(liftedOn)}解除：${liftReason ?? ''}` : '已期满') },
          {
            title: '办理',
            key: 'act',
            render: (_, { id, live }) => (live ? <ReasonButton action={liftBan} says="解除后可以申报。" ask="解除的理由" least={4} input={(reason) => ({ banId: id, reason })} done={() => '已解除'} size="small" /> : null),
          },
        ]}
        empty="禁报名单是空的。违约决定列入的、右上角“列入禁报”登记的，会出现在这里。"
      />
    </Page>
  )
}
