import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { forgetBinding, listConfirmations } from '../../writing/contract.ts'

/** What was confirmed in this place: the same words mean the same in the next draft. */
export const MemoryTab = () => (
  <ListPage
    list={listConfirmations}
    fields={[]}
    empty="还没有确认过任何对应。填写文稿时点一处空，按“确认并记住”，明年同样的话就照此填写。"
    columns={[
      { title: '空前后的字', dataIndex: 'context' },
      { title: '对应', dataIndex: 'title' },
      { title: '确认人', dataIndex: 'confirmedByName' },
      { title: '确认日期', dataIndex: 'confirmedOn', render: (day: string) => dateText(day) },
      { title: '', key: 'forget', render: (_, { id }) => <ActionButton action={forgetBinding} input={{ id }} size="small" confirm="以后同样的话要重新判断，确实不再记住？" done={() => '已不再记住'} /> },
    ]}
  />
)
