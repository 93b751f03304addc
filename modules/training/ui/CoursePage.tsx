import { Button, Descriptions, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { cancelCourse, closeEnrolment, courseCan, courseKinds, courseStates, finishCourse, getCourse, publishCourse } from '../contract.ts'
import { AttendancePanel } from './AttendancePanel.tsx'
import { courseTones } from './words.ts'

/** One course from draft to held: what may be done next stands at the top right. */
export const CoursePage = () => {
  const { courseId } = useParams() as { courseId: Id<'course'> }
  const asked = useAsk(getCourse, { courseId })
  const me = useMe()
  const today = me.data?.today ?? ''
  return (
    <Answer of={asked}>
      {(course) => {
        const ahead = course.sessions.filter((session) => session.heldOn > today).length
        return (
          <Page
            title={course.title}
            lead={
              <>
                {course.number} <StateTag state={course.state} words={courseStates} tones={courseTones} />
              </>
            }
            extra={
              <>
                {courseCan.publish(course) ? <ActionButton action={publishCourse} input={{ courseId }} type="primary" done={() => '课程已发布，开始报名'} /> : null}
                {courseCan.closeEnrolment(course) ? <ActionButton action={closeEnrolment} input={{ courseId }} confirm="截止后不能再报名，确实现在截止？" done={() => '报名已截止，可以登记签到'} /> : null}
                {courseCan.finish(course) ? <ActionButton action={finishCourse} input={{ courseId }} type="primary" can={ahead === 0} because={`还有 ${ahead} 场没有举行`} done={() => '课程已办结'} /> : null}
                {courseCan.cancel(course) ? <CancelButton courseId={courseId} taken={course.taken} /> : null}
              </>
            }
          >
            <section className="panel">
              <Descriptions
                column={{ xs: 1, md: 3 }}
                items={[
                  { label: '科目', children: courseKinds[course.kind] },
                  { label: '举办单位', children: course.organiser },
                  { label: '举办地', children: course.placeName },
                  { label: '学时', children: `${course.hours} 学时` },
                  { label: '报名', children: `${countText(course.taken)} / ${countText(course.seats)} 人` },
                  { label: '报名截止', children: dateText(course.enrolBy) },
                  ...(course.summary ? [{ label: '简介', children: course.summary, span: 3 }] : []),
                ]}
              />
            </section>
            <section className="panel">
              <h2>场次</h2>
              <Table
                rowKey="id"
                size="small"
                pagination={false}
                dataSource={course.sessions}
                columns={[
                  { title: '日期', dataIndex: 'heldOn', render: dateText },
                  { title: '时刻', dataIndex: 'startsAt' },
                  { title: '地点', dataIndex: 'venue' },
                  { title: '学时', dataIndex: 'hours', className: 'number' },
                  { title: '签到', dataIndex: 'attended', className: 'number', render: (attended: number) => `${countText(attended)} 人` },
                ]}
              />
            </section>
            <AttendancePanel course={course} today={today} />
          </Page>
        )
      }}
    </Answer>
  )
}

/** Cancelling asks for the reason that the people on the list will read. */
const CancelButton = ({ courseId, taken }: { courseId: Id<'course'>; taken: number }) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const navigate = useNavigate()
  const me = useMe()
  if (cancelCourse.may === 'public' || !me.data?.duty || !cancelCourse.may.includes(me.data.duty.role)) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{cancelCourse.label}</Button>
      <Modal
        open={asking}
        title={cancelCourse.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={cancelCourse} input={{ courseId, reason }} danger can={reason.trim().length >= 4} because="请用一句话写明原因" done={({ told }) => `课程已取消，涉及 ${told} 人`} onDone={() => void navigate('/training')} />}
      >
        <p>已报名 {countText(taken)} 人。请写明原因，他们会看到：</p>
        <Input.TextArea aria-label="取消原因" rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}
