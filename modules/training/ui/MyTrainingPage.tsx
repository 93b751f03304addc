import { Link } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useList, useMe } from '../../../kit/hooks.ts'
import { PlainMore } from '../../../kit/plain/PlainMore.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { courseKinds, courseStates, listCourses, myYear } from '../contract.ts'
import { courseTones } from './words.ts'

/** The year's hours against what is required, my courses, and what I can still join. */
export const MyTrainingPage = () => {
  const me = useMe()
  const year = Number(me.data?.today.slice(0, 4))
  const mine = useAsk(myYear, { year }, { enabled: Number.isFinite(year) })
  const open = useList(listCourses, { state: 'open' }, 'enrolBy', 20)
  return (
    <main className="portal">
      <h1>继续教育</h1>
      <Answered of={mine}>
        {(record) => (
          <>
            <section className="portal-card">
              <h2>{year}年学时</h2>
              <Hours label="总学时" hours={record.hours} required={record.requiredHours} />
              <Hours label="其中专业科目" hours={record.professionalHours} required={record.requiredProfessionalHours} />
              <p>
                {record.certificate
                  ? `已达标。合格证书 ${record.certificate.number}，${dateText(record.certificate.issuedOn)} 自动生成。`
                  : `还差 ${Math.max(record.requiredHours - record.hours, 0)} 学时；达标后证书自动生成，无需申请。`}
              </p>
            </section>
            <section className="portal-card">
              <h2>我的课程</h2>
              {record.courses.map((course) => (
                <p key={course.id}>
                  <Link to={`/my/training/${course.id}`}>{course.title}</Link> <StateTag state={course.state} words={courseStates} tones={courseTones} />
                  <br />
                  <small>
                    {dateText(course.firstHeldOn)}起 · 已签到 {course.attendedHours} 学时
                  </small>
                </p>
              ))}
              {record.courses.length ? null : <p className="portal-quiet">今年还没有报名课程，看看下面正在报名的。</p>}
            </section>
          </>
        )}
      </Answered>
      <section className="portal-card">
        <h2>正在报名</h2>
        {open.data?.pages.flatMap((page) => page.rows).map((course) => (
          <p key={course.id}>
            <Link to={`/my/training/${course.id}`}>{course.title}</Link>
            <br />
            <small>
              {courseKinds[course.kind]} · {course.hours} 学时 · {dateText(course.enrolBy)}截止 · 剩 {countText(course.seats - course.taken)} 个名额
            </small>
          </p>
        ))}
        {open.data?.pages[0]?.total === 0 ? <p className="portal-quiet">目前没有正在报名的课程。</p> : null}
        <PlainMore of={open} label="再看一些课程" />
      </section>
    </main>
  )
}

const Hours = ({ label, hours, required }: { label: string; hours: number; required: number }) => (
  <div>
    <span>
      {label}：{hours} / {required} 学时
    </span>
    <progress className="portal-progress" max={Math.max(required, 1)} value={Math.min(hours, Math.max(required, 1))} aria-label={label} />
  </div>
)
