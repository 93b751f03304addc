import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { keyIndustries } from '../../kernel/codes/industry.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { tellers, writers } from './hands.ts'
import { storyStates, type StoryState } from './states.ts'

/** 典型事例和人才故事: told about somebody, by the talent office, with his consent to these very words, and for as long as he leaves it. */

const storyId = IdField('story')
const Nothing = z.object({})
const JustTheStory = z.object({ storyId })
export const storyKinds = { case: '典型事例', portrait: '人才故事' } as const
export type StoryKind = keyof typeof storyKinds
const kind = z.enum(Object.keys(storyKinds) as [StoryKind])
const state = z.enum(Object.keys(storyStates) as [StoryState])
export const industryNames = keyIndustries.items.map(({ name }) => name)

const oneLine = (least: number, most: number, what: string) => z.string().trim().min(least, `${what}至少 ${least} 个字`).max(most, `${what}不超过 ${most} 个字`).regex(/^[^\n\r]*$/, `${what}写成一行`)
const Words = {
  title: oneLine(4, 60, '标题'),
  lead: oneLine(4, 160, '提要'),
  body: z.string().trim().min(20, '正文至少 20 个字').max(6000, '正文不超过 6000 个字'),
}
const Facts = {
  /** The class stands in the story as the register has it today. */
  tellsClass: z.boolean().default(false),
  /** A case of his that was decided; the story then names its measure. */
  caseNumber: z.string().trim().max(40).default(''),
}
const factRefusals = {
  noClass: '登记里没有这个人今天有效的人才类别，请不要勾选“写明人才类别”',
  noCase: '没有这件办件，或不是他（这家单位）的，或还没有审定：请核对办件编号，或留空',
} as const

/** What anybody reads of a published story. */
export const StoryCard = z.object({ id: storyId, kind, title: z.string(), lead: z.string(), about: z.string(), placeName: z.string(), industry: z.string().nullable(), publishedOn: PlainDateField })
export type StoryCard = z.output<typeof StoryCard>
export const publishedStories = declareQuery({
  name: 'stories.published',
  label: '典型事例和人才故事',
  may: 'public',
  input: z.object({ kind: kind.optional(), place: z.string().max(20).optional(), industry: z.string().max(40).optional() }),
  output: z.object({ stories: z.array(StoryCard), total: z.number().int(), places: z.array(z.string()), industries: z.array(z.string()) }),
})
export const readStory = declareQuery({
  name: 'stories.read',
  label: '读事例',
  may: 'public',
  input: JustTheStory,
  output: StoryCard.extend({ paragraphs: z.array(z.string()), classSaid: z.string().nullable(), measureSaid: z.string().nullable() }),
})

/** What somebody is asked about himself, or has agreed to. */
export const MyStory = z.object({
  id: storyId, kind, state, title: z.string(), lead: z.string(), about: z.string(), placeName: z.string(), paragraphs: z.array(z.string()), version: z.number(),
  classSaid: z.string().nullable(), measureSaid: z.string().nullable(), publishedOn: PlainDateField.nullable(), endedOn: PlainDateField.nullable(), endedBecause: z.string().nullable(),
})
export type MyStory = z.output<typeof MyStory>
export const myStories = declareQuery({ name: 'stories.mine', label: '写我的事例', may: tellers, input: Nothing, output: z.object({ stories: z.array(MyStory) }) })

const OwnWord = z.object({ storyId, version: z.number().int().min(1) })
const ownRefusals = { notAsked: '这一篇现在没有在征求同意', changed: '文字已经改过，请重新打开，看过新的再答复' } as const
export const agreeToStory = declareAction({ name: 'stories.agree', label: '同意公开', may: tellers, input: OwnWord, output: Nothing, refusals: ownRefusals })
export const declineStory = declareAction({ name: 'stories.decline', label: '不同意', may: tellers, input: OwnWord.extend({ words: z.string().trim().max(300, '不超过 300 字').default('') }), output: Nothing, refusals: ownRefusals })
export const withdrawConsent = declareAction({ name: 'stories.withdrawConsent', label: '撤回同意', may: tellers, input: JustTheStory, output: Nothing, refusals: { notGiven: '这一篇没有您的同意，或已经撤下' } })

export const StoryRow = z.object({ id: storyId, number: z.string(), kind, title: z.string(), about: z.string(), placeName: z.string(), state, version: z.number(), writtenOn: PlainDateField, writtenByName: z.string() })
export type StoryRow = z.output<typeof StoryRow>
export const listStories = declareList({
  name: 'stories.list',
  label: '事例',
  may: [...writers, 'leader'],
  filters: z.object({ search: z.string().max(50).optional(), state: state.optional(), kind: kind.optional() }),
  row: StoryRow,
  columns: { number: '编号', kind: '类别', title: '标题', about: '写的是谁', placeName: '编写', state: '状态', version: '版', writtenOn: '最近改动', writtenByName: '谁写的' },
  words: { kind: storyKinds, state: storyStates },
  sorts: ['-writtenOn', 'number', 'title'],
})
const Said = z.object({ version: z.number(), says: z.enum(['agreed', 'declined', 'withdrawn']), words: z.string(), saidOn: PlainDateField })
export const saidWords = { agreed: '同意', declined: '不同意', withdrawn: '撤回同意' } as const
export const getStory = declareQuery({
  name: 'stories.story',
  label: '一篇事例',
  may: [...writers, 'leader'],
  input: JustTheStory,
  output: StoryRow.extend({
    lead: z.string(), body: z.string(), industry: z.string().nullable(), classSaid: z.string().nullable(), measureSaid: z.string().nullable(), caseNumber: z.string().nullable(), ofPerson: z.boolean(), mine: z.boolean(),
    publishedOn: PlainDateField.nullable(), publishedByName: z.string().nullable(), endedOn: PlainDateField.nullable(), endedBecause: z.string().nullable(), said: z.array(Said),
  }),
})

export const draftStory = declareAction({
  name: 'stories.draft',
  label: '写一篇',
  may: writers,
  input: z.object({ kind, subjectNumber: z.string().trim().min(4, '请填人才编号或单位编号').max(40), ...Words, ...Facts }),
  output: z.object({ storyId, number: z.string() }),
  refusals: { ...factRefusals, nobody: '没有这个编号的人才或单位，或不在本辖区：请核对', portraitOfEmployer: '写单位的是典型事例，人才故事写一个人' },
})
export const editStory = declareAction({ name: 'stories.edit', label: '保存改动', may: writers, input: z.object({ storyId, ...Words, ...Facts }), output: z.object({ version: z.number() }), refusals: { ...factRefusals, notDraft: '只有草稿可以改：已经请本人同意的先收回' } })
export const askConsent = declareAction({ name: 'stories.ask', label: '请本人同意', may: writers, input: JustTheStory, output: Nothing, refusals: { notDraft: '只有草稿可以请本人同意' } })
export const takeBack = declareAction({ name: 'stories.takeBack', label: '收回修改', may: writers, input: JustTheStory, output: Nothing, refusals: { notAsked: '已公开或已撤下的不能收回修改' } })
export const publishStory = declareAction({
  name: 'stories.publish',
  label: '核准公开',
  may: writers,
  input: JustTheStory,
  output: Nothing,
  refusals: { notAgreed: '本人还没有同意现在这一版', ownWords: '写的人不能自己核准，请人才办的另一人核准' },
})
export const takeOff = declareAction({ name: 'stories.takeOff', label: '撤下', may: writers, input: JustTheStory.extend({ because: z.string().trim().min(2, '请写明为什么撤下').max(200, '不超过 200 字') }), output: Nothing, refusals: { gone: '这一篇已经撤下' } })

export const tellStory = declareJob({ name: 'stories.tell', label: '告知事例的办理', payload: z.object({ storyId: z.string(), version: z.number(), what: z.enum(['asked', 'published', 'takenOff']) }) })
