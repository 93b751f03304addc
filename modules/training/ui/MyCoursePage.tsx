import { useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainFacts } from '../../../kit/plain/PlainFacts.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { courseCan, courseKinds, courseStates, enrol, getCourse, withdraw } from '../contract.ts'
import { courseTones } from './words.ts'

/** A course on the phone: what, when, where, and one button. */
export const MyCoursePage = () => {
  const { courseId } = useParams() as { courseId: Id<'course'> }
  const asked = useAsk(getCourse, { courseId })
  const me = useMe()
  return (
    <main className="portal">
      <Answered of={asked}>
        {(course) => {
          const left = course.seats - course.taken
          const inTime = (me.data?.today ?? '') <= course.enrolBy
          return (
            <section className="portal-card">
              <h1>{course.title}</h1>
              <StateTag state={course.state} words={courseStates} tones={courseTones} />
              <PlainFacts
                facts={[
                  { label: '科目', says: `${courseKinds[course.kind]}，${course.hours} 学时` },
                  { label: '举办', says: `${course.placeName} · ${course.organiser}` },
                  { label: '报名截止', says: dateText(course.enrolBy) },
                  { label: '名额', says: left > 0 ? `剩 ${countText(left)} 个` : '已满' },
                  ...course.sessions.map((session, index) => ({ label: `第 ${index + 1} 场`, says: `${dateText(session.heldOn)} ${session.startsAt}，${session.venue}（${session.hours} 学时）` })),
                ]}
              />
              {course.summary ? <p>{course.summary}</p> : null}
              {course.mine ? (
                <>
                  <p>您已报名，已签到 {course.mine.attendedHours} 学时。</p>
                  <PlainAction quiet action={withdraw} input={{ courseId }} can={courseCan.withdraw(course) && course.mine.attendedHours === 0} because="课程已举办或已有签到，不能退出" confirm="退出后名额让给别人，确实退出？" done={() => '已退出报名'} />
                </>
              ) : (
                <PlainAction action={enrol} input={{ courseId }} can={courseCan.enrol(course) && inTime && left > 0} because={left > 0 ? '不在报名期' : '名额已满'} done={({ seatsLeft }) => `报名成功，还剩 ${seatsLeft} 个名额`} />
              )}
            </section>
          )
        }}
      </Answered>
    </main>
  )
}
