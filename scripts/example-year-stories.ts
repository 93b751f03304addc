import { sql } from 'kysely'
import { addDays } from '../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { agreeToStory, askConsent, draftStory, publishStory, type StoryKind } from '../modules/stories/contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** Stories of the example city (invented): some public, one that waits for its person, one that waits for a second person of the office, one draft. */

const texts = [
  { kind: 'portrait', title: '把实验台搬到车间旁', lead: '博士毕业后没有留校，{他}选了离机器最近的地方。', body: '来青屿以前，{他}在实验室里把同一种涂层做了六年。第一次到车间，老师傅问{他}：这东西能刷多快？{他}答不上来。\n\n后来{他}把实验台搬到了车间旁边。配方改了四十多次，刷一遍的时间从二十分钟减到三分钟。\n\n“论文里没有这个数字，但客户只问这个数字。”{他}说。' },
  { kind: 'portrait', title: '留下来的第三个冬天', lead: '{他}原本只打算来一年，现在带着七个人的小组。', body: '第一个冬天{他}住在宿舍，第二个冬天搬进人才公寓，第三个冬天父母也来了。\n\n{他}说留下来没有什么大道理：组里的人都在，孩子的学校走路十分钟，申请补贴的事有人打电话来告诉{他}还差哪一张纸。' },
  { kind: 'portrait', title: '焊枪和算法', lead: '高级技师和程序员结对，把三十年的手感写成了参数。', body: '老师傅的手感值钱，可是手感带不走。\n\n他们花了一年，把每一道焊缝的电流、速度、停顿记下来，做成一张表。新来的学徒照着表练，两个月就能上手。\n\n表还在改，改的人里有三个是学徒。' },
  { kind: 'case', title: '一次没有跑腿的申报', lead: '从收到消息到钱到账，{他}只点了两下。', body: '消息是早上十点来的：您符合条件，金额和到账日期都在里面。{他}看了一遍条件，点了确认。\n\n材料一张也没有交，因为学历、社保和合同城市都已经核过。\n\n{他}后来把这件事讲给同事听，三个同事当天就去查了自己的。' },
] as const satisfies readonly { kind: StoryKind; title: string; lead: string; body: string }[]
const unfinished = { title: '下一条生产线', lead: '正在写的一篇。', body: '采访提纲：为什么来，遇到什么难处，谁帮过忙，下一步做什么。' }

interface Told {
  personId: Id<'person'>
  number: string
  name: string
  sex: string | null
  caseNumber: string
}

const spoken = (words: string, sex: string | null): string => words.replaceAll('{他}', sex === '女' ? '她' : '他')

export const liveStories = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const writer = cast.demoActor('talent-office')
  // Another hand of the same office approves.
  const second = cast.demoActor('talent-office-2')
  const people = await house.database.asSystem(today, (db) =>
    sql<Told>`
      select distinct on (p.id) p.id as "personId", p.number, p.name, p.sex, c.number as "caseNumber" from pub.case c join pub.person p on p.id = c.person_id
      where c.state = 'decided' and c.subject_kind = 'person' and p.survivor_id is null order by p.id, c.number limit ${texts.length}`.execute(db).then(({ rows }) => rows))
  for (const [at, { personId, number, name, sex, caseNumber }] of people.entries()) {
    const text = texts[at]
    if (!text) continue
    const day = addDays(today, -90 + at * 20)
    const { storyId } = await house.does({ actor: writer, today: day }, draftStory, { kind: text.kind, subjectNumber: number, title: text.title, lead: spoken(text.lead, sex), body: spoken(text.body, sex), caseNumber })
    await house.does({ actor: writer, today: day }, askConsent, { storyId })
    await house.does({ actor: await cast.talent(personId, { number, name }), today: addDays(day, 2) }, agreeToStory, { storyId, version: 1 })
    await house.does({ actor: second, today: addDays(day, 3) }, publishStory, { storyId })
  }
  const own = cast.demo.find(({ actor }) => actor.role === 'talent' && actor.personId !== undefined)?.actor
  const mine = own ? await house.database.asSystem(today, (db) => db.selectFrom('pub.person').select(sql<string>`number`.as('number')).where('id', '=', own.personId ?? '').executeTakeFirst()) : undefined
  if (mine) {
    const asked = await house.does({ actor: writer, today: addDays(today, -2) }, draftStory, { kind: 'portrait', subjectNumber: mine.number, title: '从一份简历到一个团队', lead: '来时一个人，现在组里坐满了一张长桌。', body: '简历是在招聘会上递的。面试那天下雨，迟到了十分钟，因为路上帮人推了一段抛锚的车。\n\n一年后带起了一个小组。最难的不是技术，是让大家愿意把没做成的事也讲出来。' })
    await house.does({ actor: writer, today: addDays(today, -2) }, askConsent, { storyId: asked.storyId })
    await house.does({ actor: writer, today: addDays(today, -1) }, draftStory, { kind: 'case', subjectNumber: mine.number, ...unfinished })
  }
}
