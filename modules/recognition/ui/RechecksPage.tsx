import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage, type FilterField } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { listRechecks, recheckCauses, recheckStates, type RecheckCause, type RecheckState } from '../rechecks/contract.ts'
import { recheckTones } from './words.ts'

/** What the clock found: the county's list of classes to be looked at again. */
export const RechecksPage = () => {
  const navigate = useNavigate()
  const fields = useMemo(
    (): FilterField[] => [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号、单位' },
      { key: 'work', label: '在办', kind: 'choice', choices: { open: '还没有办结', overdue: '已经超期' } },
      { key: 'cause', label: '起因', kind: 'choice', choices: recheckCauses },
      { key: 'state', label: '状态', kind: 'choice', choices: recheckStates },
    ],
    [],
  )
  return (
    <Page title="类别复核" lead="每夜找出依据不再符合、已离开和九十天内到期的类别；降档、撤销之前要听取本人意见，由两个人办">
      <ListPage
        list={listRechecks}
        fields={fields}
        onOpen={(row) => void navigate(`/recognition/rechecks/${row.id}`)}
        columns={[
          { title: '复核编号', dataIndex: 'number' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '类别', dataIndex: 'level', render: (level: string) => `${level}类` },
          { title: '起因', dataIndex: 'cause', render: (cause: RecheckCause) => recheckCauses[cause] },
          { title: '用人单位', dataIndex: 'employerName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '发起日期', dataIndex: 'openedOn', render: dateText },
          { title: '应办结', dataIndex: 'dueOn', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: RecheckState) => <StateTag state={state} words={recheckStates} tones={recheckTones} /> },
          { title: '结论', dataIndex: 'outcomeText' },
        ]}
        empty="没有要复核的类别。系统每夜核对一次。"
      />
    </Page>
  )
}
