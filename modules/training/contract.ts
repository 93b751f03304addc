import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareEvent, declareJob } from '../../kernel/jobs/declare.ts'
import { everyone, staff } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField, YearField } from '../../kernel/types.ts'

/** 继续教育: what a page of the procedure would say, in the same order. */

export const courseStates = { draft: '草稿', open: '报名中', closed: '报名截止', held: '已举办', cancelled: '已取消' } as const
export type CourseState = keyof typeof courseStates
export const courseKinds = { public: '公需科目', professional: '专业科目' } as const
export type CourseKind = keyof typeof courseKinds

export const courseCan = lifecycle<CourseState>()({
  edit: ['draft'],
  publish: ['draft'],
  enrol: ['open'],
  withdraw: ['open', 'closed'],
  closeEnrolment: ['open'],
  cancel: ['draft', 'open', 'closed'],
  recordAttendance: ['closed', 'held'],
  finish: ['closed'],
})

const stateOf = z.enum(Object.keys(courseStates) as [CourseState])
const kindOf = z.enum(Object.keys(courseKinds) as [CourseKind])
const courseId = IdField('course')
const JustTheCourse = z.object({ courseId })
const Nothing = z.object({})

export const SessionFields = z.object({
  heldOn: PlainDateField,
  startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻写作 09:00 这样'),
  venue: z.string().trim().min(2, '请写明地点').max(80),
  hours: z.number().int().min(1, '每场至少 1 学时').max(12, '每场至多 12 学时'),
})
export const CourseFields = z.object({
  title: z.string().trim().min(2, '课程名称至少 2 个字').max(80, '课程名称不超过 80 个字'),
  kind: kindOf,
  organiser: z.string().trim().min(2, '请写明举办单位').max(80),
  summary: z.string().trim().max(1000, '简介不超过 1000 字').default(''),
  seats: z.number().int().min(1, '名额至少 1 个').max(10_000, '名额不超过 10000 个'),
  enrolBy: PlainDateField,
  sessions: z.array(SessionFields).min(1, '至少安排一场').max(40, '不超过 40 场'),
})
export type CourseFields = z.infer<typeof CourseFields>

export const CourseRow = z.object({
  id: courseId,
  number: z.string(),
  title: z.string(),
  kind: kindOf,
  organiser: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  state: stateOf,
  seats: z.number(),
  taken: z.number(),
  hours: z.number(),
  enrolBy: PlainDateField,
  firstHeldOn: PlainDateField,
})
export type CourseRow = z.infer<typeof CourseRow>

export const listCourses = declareList({
  name: 'training.courses',
  label: '继续教育课程',
  may: everyone,
  reach: { talent: 'all', employerClerk: 'all' },
  filters: z.object({ search: z.string().max(50).optional(), state: stateOf.optional(), kind: kindOf.optional() }),
  row: CourseRow,
  columns: { number: '课程编号', title: '课程名称', kind: '科目', organiser: '举办单位', placeName: '举办地', state: '状态', hours: '学时', taken: '已报名', seats: '名额', enrolBy: '报名截止', firstHeldOn: '首场日期' },
  words: { kind: courseKinds, state: courseStates },
  sorts: ['-enrolBy', 'number', 'title', 'firstHeldOn'],
  openExport: true,
})

export const Session = SessionFields.extend({ id: IdField('session'), attended: z.number() })
export const getCourse = declareQuery({
  name: 'training.course',
  label: '课程',
  may: everyone,
  reach: { talent: 'all', employerClerk: 'all' },
  input: JustTheCourse,
  output: CourseRow.extend({
    summary: z.string(),
    sessions: z.array(Session),
    /** The signed-in talent's own enrolment, where there is one. */
    mine: z.object({ enrolmentId: IdField('enrolment'), attendedHours: z.number() }).nullable(),
  }),
})

export const createCourse = declareAction({
  name: 'training.createCourse',
  label: '新建课程',
  may: ['trainingOfficer'],
  input: CourseFields,
  output: z.object({ courseId, number: z.string() }),
  refusals: { enrolByPast: '报名截止日已经过去', sessionBeforeEnrolBy: '有场次早于报名截止日', sessionTwice: '同一天同一时刻安排了两场' },
})

export const publishCourse = declareAction({
  name: 'training.publish',
  label: '发布课程',
  may: ['trainingOfficer'],
  input: JustTheCourse,
  output: Nothing,
  refusals: { notDraft: '只有草稿可以发布', enrolByPast: '报名截止日已经过去，请重新建立课程' },
})

export const closeEnrolment = declareAction({
  name: 'training.closeEnrolment',
  label: '截止报名',
  may: ['trainingOfficer'],
  input: JustTheCourse,
  output: Nothing,
  refusals: { notOpen: '该课程不在报名期' },
})

export const cancelCourse = declareAction({
  name: 'training.cancel',
  label: '取消课程',
  may: ['trainingOfficer'],
  input: JustTheCourse.extend({ reason: z.string().trim().min(4, '请用一句话写明原因').max(200) }),
  output: z.object({ told: z.number() }),
  refusals: { alreadyHeld: '课程已经举办或已经取消' },
})

export const enrol = declareAction({
  name: 'training.enrol',
  label: '报名',
  may: ['talent'],
  reach: 'all',
  input: JustTheCourse,
  output: z.object({ enrolmentId: IdField('enrolment'), seatsLeft: z.number() }),
  refusals: { courseNotOpen: '该课程不在报名期', courseFull: '名额已满', alreadyEnrolled: '已经报名，无需重复提交' },
})

export const withdraw = declareAction({
  name: 'training.withdraw',
  label: '退出报名',
  may: ['talent'],
  input: JustTheCourse,
  output: Nothing,
  refusals: { notEnrolled: '您没有报名这门课程', courseUnderWay: '课程已经举办，不能退出', alreadyAttended: '已有签到记录，不能退出' },
})

export const EnrolmentRow = z.object({
  id: IdField('enrolment'),
  personNumber: z.string(),
  personName: z.string(),
  enrolledAt: InstantField,
  attendedHours: z.number(),
  attendedSessions: z.array(z.string()),
})
export type EnrolmentRow = z.infer<typeof EnrolmentRow>
export const listEnrolments = declareList({
  name: 'training.enrolments',
  label: '报名名单',
  may: staff,
  filters: z.object({ courseId, search: z.string().max(50).optional() }),
  row: EnrolmentRow,
  columns: { personNumber: '人才编号', personName: '姓名', enrolledAt: '报名时间', attendedHours: '已签到学时' },
  sorts: ['personNumber', 'enrolledAt'],
})

export const recordAttendance = declareAction({
  name: 'training.recordAttendance',
  label: '登记签到',
  may: ['trainingOfficer'],
  input: z.object({ courseId, sessionId: IdField('session'), enrolmentIds: z.array(IdField('enrolment')).min(1, '请至少选择一人').max(2000) }),
  output: z.object({ recorded: z.number(), already: z.number() }),
  refusals: { enrolmentStillOpen: '报名尚未截止，不能登记签到', sessionNotYet: '这一场还没有举行', notOfCourse: '名单里有人没有报名这门课程' },
})

export const finishCourse = declareAction({
  name: 'training.finish',
  label: '办结课程',
  may: ['trainingOfficer'],
  input: JustTheCourse,
  output: Nothing,
  refusals: { notClosed: '报名截止后才能办结', sessionsAhead: '还有场次没有举行' },
})

export const myYear = declareQuery({
  name: 'training.myYear',
  label: '我的继续教育',
  may: ['talent'],
  input: z.object({ year: YearField }),
  output: z.object({
    year: z.number(),
    hours: z.number(),
    professionalHours: z.number(),
    requiredHours: z.number(),
    requiredProfessionalHours: z.number(),
    fulfilled: z.boolean(),
    certificate: z.object({ number: z.string(), issuedOn: PlainDateField }).nullable(),
    courses: z.array(z.object({ id: courseId, title: z.string(), kind: kindOf, state: stateOf, attendedHours: z.number(), firstHeldOn: PlainDateField })),
  }),
})

/** Somebody sat in a session; whoever has reached the year's hours gets the certificate without asking. */
export const attendanceRecorded = declareEvent({ name: 'training.attendanceRecorded', payload: z.object({ personIds: z.array(z.string()), year: z.number() }) })
export const issueCertificates = declareJob({ name: 'training.issueCertificates', label: '生成年度合格证书', payload: attendanceRecorded.payload })
export const closeOverdue = declareJob({ name: 'training.closeOverdue', label: '到期截止报名', payload: z.unknown() })
