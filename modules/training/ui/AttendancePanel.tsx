import { Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, momentText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { courseCan, listEnrolments, recordAttendance, type EnrolmentRow, type getCourse } from '../contract.ts'

type Course = z.output<typeof getCourse.output>

/** The list of names; after enrolment has closed, attendance is ticked here session by session. */
export const AttendancePanel = ({ course, today }: { course: Course; today: string }) => {
  const past = course.sessions.filter((session) => session.heldOn <= today)
  const [sessionId, setSessionId] = useState<Id<'session'> | undefined>(past.at(-1)?.id)
  const [ids, setIds] = useState<string[]>([])
  const fixed = useMemo(() => ({ courseId: course.id }), [course.id])
  const recording = courseCan.recordAttendance(course) && past.length > 0
  return (
    <section className="panel">
      <h2>报名名单</h2>
      {recording ? (
        <Space wrap style={{ marginBottom: 12 }}>
          <Select
            aria-label="场次"
            value={sessionId ?? null}
            onChange={(value) => setSessionId(value ?? undefined)}
            options={past.map((session) => ({ value: session.id, label: `${dateText(session.heldOn)} ${session.startsAt}（${session.hours} 学时）` }))}
            style={{ minWidth: 260 }}
          />
          {sessionId ? (
            <ActionButton
              action={recordAttendance}
              input={{ courseId: course.id, sessionId, enrolmentIds: ids as Id<'enrolment'>[] }}
              type="primary"
              can={ids.length > 0}
              because="请先勾选到场的人"
              done={({ recorded, already }) => `已登记 ${recorded} 人签到${already ? `，${already} 人此前已登记` : ''}`}
              onDone={() => setIds([])}
            />
          ) : null}
        </Space>
      ) : null}
      <ListPage
        list={listEnrolments}
        fixed={fixed}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号' }]}
        columns={[
          { title: '人才编号', dataIndex: 'personNumber' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '报名时间', dataIndex: 'enrolledAt', render: momentText },
          { title: '已签到学时', dataIndex: 'attendedHours', className: 'number' },
          { title: '本场', key: 'here', render: (_, row: EnrolmentRow) => (sessionId && row.attendedSessions.includes(sessionId) ? '已签到' : '') },
        ]}
        {...(recording ? { chosen: { ids, onChange: setIds } } : {})}
        empty="还没有人报名。"
      />
    </section>
  )
}
