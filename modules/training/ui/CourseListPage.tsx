import { Button, Progress } from 'antd'
import { Link, useNavigate } from 'react-router'
import { countText, dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { courseKinds, courseStates, createCourse, listCourses, type CourseRow } from '../contract.ts'
import { courseTones } from './words.ts'

/** All courses that this desk can see. */
export const CourseListPage = () => {
  const me = useMe()
  const navigate = useNavigate()
  const mayCreate = createCourse.may !== 'public' && me.data?.duty && createCourse.may.includes(me.data.duty.role)
  return (
    <Page
      title="继续教育"
      lead="专业技术人员每年不少于 90 学时，其中专业科目 60 学时；达标后自动生成证书。"
      extra={
        mayCreate ? (
          <Link to="/training/new">
            <Button type="primary">{createCourse.label}</Button>
          </Link>
        ) : null
      }
    >
      <ListPage
        list={listCourses}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '课程名称、单位、编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: courseStates },
          { key: 'kind', label: '科目', kind: 'choice', choices: courseKinds },
        ]}
        columns={[
          { title: '课程编号', dataIndex: 'number' },
          { title: '课程名称', dataIndex: 'title' },
          { title: '科目', dataIndex: 'kind', render: (kind: CourseRow['kind']) => courseKinds[kind] },
          { title: '举办单位', dataIndex: 'organiser' },
          { title: '举办地', dataIndex: 'placeName' },
          { title: '学时', dataIndex: 'hours', className: 'number' },
          { title: '报名', key: 'seats', render: (_, { taken, seats }) => <Progress aria-label="报名人数" percent={Math.round((taken / seats) * 100)} size="small" format={() => `${countText(taken)}/${countText(seats)}`} style={{ width: 140 }} /> },
          { title: '报名截止', dataIndex: 'enrolBy', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: CourseRow['state']) => <StateTag state={state} words={courseStates} tones={courseTones} /> },
        ]}
        onOpen={(course) => void navigate(`/training/${course.id}`)}
        empty={mayCreate ? '还没有课程。点右上角“新建课程”开始。' : '没有符合条件的课程，换个条件试试。'}
      />
    </Page>
  )
}
