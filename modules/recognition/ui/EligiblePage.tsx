import { useMemo } from 'react'
import { Link } from 'react-router'
import { submit } from '../../../cases/contract.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { ListPage, type FilterField } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listEligible } from '../contract.ts'
import { levelChoices } from './words.ts'

/** Who could have a class by the last match over the city: the employer files for his people, the county tells them. */
export const EligiblePage = () => {
  const fields = useMemo(
    (): FilterField[] => [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号、单位' },
      { key: 'level', label: '可认定为', kind: 'choice', choices: levelChoices },
    ],
    [],
  )
  return (
    <Page title="符合而未认定" lead="按最近一次全市匹配，每人只列符合的最高一类" extra={<Link to="/recognition/holders">人才类别名单</Link>}>
      <ListPage
        list={listEligible}
        fields={fields}
        columns={[
          { title: '姓名', dataIndex: 'personName', render: (name: string, { personId }) => <Link to={`/people/${personId}`}>{name}</Link> },
          { title: '人才编号', dataIndex: 'personNumber' },
          { title: '可认定为', dataIndex: 'level', render: (level: string) => `${level}类` },
          { title: '用人单位', dataIndex: 'employerName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '首次符合', dataIndex: 'foundOn', render: dateText },
          {
            title: '办理',
            key: 'file',
            render: (_, { personId, personName, measure, level }) => (
              <ActionButton action={submit} label="代为申报" size="small" input={{ measure, personId, answers: {} }} confirm={`为${personName}申请${level}类认定？本单位即对其在职情况负责。`} done={({ number, holder }) => `已提交，办件编号 ${number}，由${holder}办理`} />
            ),
          },
        ]}
        empty="没有符合而未认定的人；每夜重新匹配。"
      />
    </Page>
  )
}
