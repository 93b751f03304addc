import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { countText, dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { keyIndustryNames, programmes } from '../../../registry/contract.ts'
import { listPosts, occupations, payText, postDemand, postStates, type PostRow } from '../contract.ts'
import { choicesOf, postTones } from './words.ts'

const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '岗位、单位、编号' },
  { key: 'state', label: '状态', kind: 'choice', choices: postStates },
  { key: 'occupation', label: '职业', kind: 'choice', choices: occupations },
  { key: 'keyIndustry', label: '重点产业', kind: 'choice', choices: choicesOf(keyIndustryNames) },
  { key: 'programme', label: '所属计划', kind: 'choice', choices: choicesOf(programmes) },
] as const

/** Posts: an employer's own, or those of the officer's place. */
export const PostListPage = () => {
  const employer = useMe().data?.duty?.role === 'employerClerk'
  const navigate = useNavigate()
  return (
    <Page
      title="岗位需求"
      lead={employer ? '填报的岗位经区县审看后公开，计入急需紧缺目录；招到的人凭已核验的引进记录登记。' : '审看通过的才计入需求和急需紧缺目录。'}
      extra={
        employer ? (
          <Link to="/demand/new">
            <Button type="primary">{postDemand.label}</Button>
          </Link>
        ) : (
          <Link to="/figures/demand/vacancies">看空缺岗位数</Link>
        )
      }
    >
      <ListPage
        list={listPosts}
        fields={fields}
        columns={[
          { title: '岗位编号', dataIndex: 'number' },
          { title: '岗位名称', dataIndex: 'title' },
          ...(employer ? [] : [{ title: '用人单位', dataIndex: 'employerName' }, { title: '所在地', dataIndex: 'placeName' }]),
          { title: '职业', dataIndex: 'occupation', render: (code: PostRow['occupation']) => occupations[code] },
          { title: '重点产业', dataIndex: 'keyIndustry', render: (industry: string | null) => industry ?? '—' },
          { title: '要求', dataIndex: 'asks' },
          { title: '年薪', key: 'pay', className: 'number', render: (_, { payFromFen, payToFen }) => payText(payFromFen, payToFen) },
          { title: '招到 / 需求', key: 'hired', className: 'number', render: (_, { hired, wanted }) => `${countText(hired)} / ${countText(wanted)} 人` },
          { title: '截止', dataIndex: 'endsOn', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: PostRow['state']) => <StateTag state={state} words={postStates} tones={postTones} /> },
        ]}
        onOpen={({ id }) => void navigate(`/demand/${id}`)}
        empty={employer ? '还没有填报岗位。点右上角“填报岗位”开始。' : '没有符合条件的岗位。用人单位填报后会出现在这里。'}
      />
    </Page>
  )
}
