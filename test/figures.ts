import { sql } from 'kysely'
import type { Id } from '../kernel/types.ts'
import type { World } from './world.ts'

/** What the figures are made of, put into a world one fact at a time. */

interface Talent {
  place?: string
  corps?: readonly string[]
  /** First day in the city. */
  from?: string
  left?: string
  employerId?: Id<'employer'>
  mode?: '全职' | '柔性'
  programme?: '高层次人才引进计划' | '名校优生引进计划' | '技能人才振兴计划'
  name?: string
}

const told = (today: string) => ({ source: '市人社局', asOf: today, verification: 'verified' as const })

/** Somebody of a corps who works in the city from a day on; introduced on that day when a programme is named. */
export const talentOf = async (world: World, { place = '980101001', corps = ['专业技术人才'], from = '2024-03-01', left, employerId, mode = '全职', programme, name }: Talent = {}): Promise<Id<'person'>> => {
  const personId = await world.person({ place, ...(name ? { name } : {}) })
  const worksFor = employerId ?? (await world.employer({ place }))
  await world.asSystem(async (db) => {
    await db.updateTable('registry.person').set({ corps: [...corps] }).where('id', '=', personId).execute()
    const whose = { personId, placeCode: place, employerId: worksFor, ...told(world.today) }
    await db.insertInto('registry.employment').values({ ...whose, mode, startedOn: from, endedOn: left ?? null }).execute()
    if (programme) await db.insertInto('registry.introduction').values({ ...whose, programme, mode, channel: '校地合作', introducedOn: from }).execute()
    if (left) await db.insertInto('registry.departure').values({ ...whose, departedOn: left, reason: '主动辞职' }).execute()
  })
  return personId
}

export const recognised = (world: World, personId: Id<'person'>, { level, from, to, revoked }: { level: string; from: string; to?: string; revoked?: string }): Promise<unknown> =>
  world.asSystem((db) =>
    db
      .insertInto('registry.talentClass')
      .values({ personId, placeCode: sql<string>`(select place_code from registry.person where id = ${personId})`, scheme: '青屿市高层次人才分类目录', edition: '2024', level, issuer: '市人才工作领导小组', recognisedOn: from, validFrom: from, validTo: to ?? null, revokedOn: revoked ?? null, ...told(world.today) })
      .execute(),
  )

export const statistic = (world: World, { place = '9801', year, kind = '就业人员', value, source = `${year}年统计公报（示例）` }: { place?: string; year: number; kind?: string; value: number; source?: string }): Promise<unknown> =>
  world.asSystem((db) => db.insertInto('registry.statistic').values({ placeCode: place, year, kind, value: String(value), unit: '人', source, asOf: `${year}-12-31` }).execute())

export const platformOf = (world: World, { kind = '众创空间', level = '市级', place = '980101001', from = '2023-05-01', to, withdrawn }: { kind?: string; level?: string; place?: string; from?: string; to?: string; withdrawn?: string } = {}): Promise<unknown> =>
  world.asSystem((db) => db.insertInto('registry.innovationPlatform').values({ name: `潮起${kind}`, kind, level, certifier: '市科技局', placeCode: place, validFrom: from, validTo: to ?? null, withdrawnOn: withdrawn ?? null, ...told(world.today) }).execute())

/** Marks an employer as of a key industry. */
export const keyIndustryOf = (world: World, employerId: Id<'employer'>, industry: string): Promise<unknown> => world.asSystem((db) => db.updateTable('registry.employer').set({ keyIndustry: industry }).where('id', '=', employerId).execute())
