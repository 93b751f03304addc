import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { FenField, IdField, PlainDateField, type Fen } from '../../kernel/types.ts'
import { classLevels, keyIndustryNames, programmes } from '../../registry/contract.ts'

/** 引才需求: what an employer looks for, from posting it to the last person hired. The catalogue has its own page (catalogue-contract.ts). */

export const postStates = { submitted: '待审看', returned: '退回修改', open: '招聘中', filled: '已招满', closed: '已结束' } as const
export type PostState = keyof typeof postStates
export const postCan = lifecycle<PostState>()({
  edit: ['submitted', 'returned'],
  accept: ['submitted'],
  sendBack: ['submitted'],
  fill: ['open'],
  close: ['submitted', 'returned', 'open'],
})

/** 职业中类, by the codes of GB/T 6565 and the national list of occupations: what posts of the city fall into. */
export const occupations = {
  '1-06': '企事业单位负责人',
  '2-01': '科学研究人员',
  '2-02': '工程技术人员',
  '2-03': '农业技术人员',
  '2-04': '飞机和船舶技术人员',
  '2-05': '卫生专业技术人员',
  '2-06': '经济和金融专业人员',
  '2-08': '教学人员',
  '2-09': '文学艺术、体育专业人员',
  '4-04': '信息传输、软件和信息技术服务人员',
  '4-07': '租赁和商务服务人员',
  '6-12': '医药制造人员',
  '6-18': '机械制造基础加工人员',
} as const
export type Occupation = keyof typeof occupations

export const educations = ['专科', '本科', '硕士研究生', '博士研究生'] as const
export const skills = ['高级工', '技师', '高级技师'] as const
export const postCheckers = ['reviewer', 'talentOffice'] as const satisfies readonly Role[]

const words = <T extends Record<string, string>>(of: T) => z.enum(Object.keys(of) as [keyof T & string])
const postId = IdField('post')
const JustThePost = z.object({ postId })
const pay = FenField.refine((amount) => amount > 0n && amount <= 10_000_000_00n, '年薪应在 1 分到 1000 万元之间')
const reason = z.string().trim().min(4, '请用一句话写明理由').max(200)

export const PostFields = z.object({
  title: z.string().trim().min(2, '岗位名称至少 2 个字').max(60, '岗位名称不超过 60 个字'),
  occupation: words(occupations),
  education: z.enum(educations).optional(),
  skill: z.enum(skills).optional(),
  class: z.enum(classLevels).optional(),
  programme: z.enum(programmes).optional(),
  wanted: z.number().int().min(1, '至少招 1 人').max(1000, '一个岗位至多招 1000 人'),
  payFromFen: pay,
  payToFen: pay,
  startsOn: PlainDateField,
  endsOn: PlainDateField,
  duties: z.string().trim().max(1000, '不超过 1000 字').default(''),
})
export type PostFields = z.infer<typeof PostFields>

export const PostRow = z.object({
  id: postId,
  number: z.string(),
  employerId: IdField('employer'),
  employerName: z.string(),
  placeName: z.string(),
  title: z.string(),
  occupation: words(occupations),
  keyIndustry: z.string().nullable(),
  /** 硕士研究生以上，C类以上: what is asked for, in one line. */
  asks: z.string(),
  programme: z.string().nullable(),
  wanted: z.number(),
  hired: z.number(),
  payFromFen: FenField,
  payToFen: FenField,
  startsOn: PlainDateField,
  endsOn: PlainDateField,
  state: words(postStates),
  note: z.string().nullable(),
})
export type PostRow = z.infer<typeof PostRow>

export const listPosts = declareList({
  name: 'demand.posts',
  label: '岗位需求',
  may: [...staff, 'employerClerk'],
  filters: z.object({ search: z.string().trim().max(50).optional(), state: words(postStates).optional(), occupation: words(occupations).optional(), keyIndustry: z.enum(keyIndustryNames).optional(), programme: z.enum(programmes).optional() }),
  row: PostRow,
  columns: { number: '岗位编号', title: '岗位名称', employerName: '用人单位', placeName: '所在地', occupation: '职业', keyIndustry: '重点产业', asks: '要求', programme: '所属计划', wanted: '需求人数', hired: '已招到', payFromFen: '年薪下限', payToFen: '年薪上限', startsOn: '开始招聘', endsOn: '截止', state: '状态', note: '理由' },
  words: { state: postStates, occupation: occupations },
  sorts: ['-startsOn', 'number', 'title', 'endsOn', '-wanted'],
})

export const Hire = z.object({ id: z.string(), personNumber: z.string(), personName: z.string(), hiredOn: PlainDateField })
export const getPost = declareQuery({
  name: 'demand.post',
  label: '岗位',
  may: [...staff, 'employerClerk'],
  input: JustThePost,
  output: PostRow.extend({
    education: z.enum(educations).nullable(),
    skill: z.enum(skills).nullable(),
    class: z.enum(classLevels).nullable(),
    duties: z.string(),
    industryCode: z.string().nullable(),
    openedOn: PlainDateField.nullable(),
    closedOn: PlainDateField.nullable(),
    hires: z.array(Hire),
    /** Verified introductions of this employer that no post has counted yet; for its clerk. */
    candidates: z.array(z.object({ introductionId: IdField('introduction'), personNumber: z.string(), personName: z.string(), introducedOn: PlainDateField })),
  }),
})

const days = { endsBeforeStart: '招聘截止早于开始', endsPast: '招聘截止日已经过去', payBackwards: '年薪上限低于下限' } as const

export const postDemand = declareAction({
  name: 'demand.postDemand',
  label: '填报岗位',
  may: ['employerClerk'],
  input: PostFields,
  output: z.object({ postId, number: z.string() }),
  refusals: { ...days, noEmployer: '账号没有对应的用人单位' },
})

export const editPost = declareAction({
  name: 'demand.editPost',
  label: '修改岗位',
  may: ['employerClerk'],
  input: PostFields.extend({ postId }),
  output: z.object({}),
  refusals: { ...days, notEditable: '岗位已经公开或结束，不能再改；条件有变请结束后另报' },
})

export const acceptPost = declareAction({
  name: 'demand.acceptPost',
  label: '审看通过',
  may: postCheckers,
  input: JustThePost,
  output: z.object({}),
  refusals: { notSubmitted: '岗位不在待审看', endsPast: days.endsPast, ownPost: '填报和审看不能是同一个账号' },
})

export const sendPostBack = declareAction({
  name: 'demand.sendPostBack',
  label: '退回修改',
  may: postCheckers,
  input: JustThePost.extend({ note: reason }),
  output: z.object({}),
  refusals: { notSubmitted: '岗位不在待审看' },
})

/** Only an introduction that the county has verified counts, and only once. */
export const fillPost = declareAction({
  name: 'demand.fillPost',
  label: '登记招到',
  may: ['employerClerk'],
  input: JustThePost.extend({ introductionIds: z.array(IdField('introduction')).min(1, '请选择招到的人').max(100) }),
  output: z.object({ hired: z.number(), left: z.number() }),
  refusals: { notOpen: '岗位不在招聘中', notIntroduced: '有人没有在本单位的已核验引进记录，请先在“引进与流出”申报', counted: '有人已经算在一个岗位里', beforePost: '有人在岗位开始招聘之前就已引进', tooMany: '超过还缺的人数' },
})

export const closePost = declareAction({
  name: 'demand.closePost',
  label: '结束招聘',
  may: ['employerClerk'],
  input: JustThePost.extend({ note: reason }),
  output: z.object({}),
  refusals: { over: '岗位已经结束' },
})

export const closeOverduePosts = declareJob({ name: 'demand.closeOverduePosts', label: '到期结束招聘', payload: z.unknown() })

/** 年薪 18 万至 25 万元. */
export const payText = (from: Fen, to: Fen): string => {
  const wanText = (amount: bigint) => String(Number(amount / 100n) / 10_000)
  return from === to ? `${wanText(from)} 万元` : `${wanText(from)}–${wanText(to)} 万元`
}
