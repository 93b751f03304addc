import type { Tx } from '../kernel/db/database.ts'

/** Who a case can be about, read from the registry's published views; row-level security decides whom the applicant can name. */
export interface Holder {
  personId: string | null
  employerId: string | null
  holderName: string
  holderPinyin: string
  employerName: string | null
  placeCode: string
}

export const findPersonHolder = async (db: Tx, personId: string): Promise<Holder | undefined> => {
  const person = await db
    .selectFrom('pub.person as p')
    .leftJoin('pub.employer as e', 'e.id', 'p.employerId')
    .select(['p.name', 'p.initials', 'p.pinyin', 'p.placeCode', 'p.employerId', 'e.name as employerName'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  if (!person?.name || !person.placeCode) return undefined
  return { personId, employerId: person.employerId, holderName: person.name, holderPinyin: `${person.initials ?? ''} ${person.pinyin ?? ''}`.trim(), employerName: person.employerName, placeCode: person.placeCode }
}

export const findEmployerHolder = async (db: Tx, employerId: string): Promise<Holder | undefined> => {
  const employer = await db.selectFrom('pub.employer as e').select(['e.name', 'e.initials', 'e.placeCode']).where('e.id', '=', employerId).executeTakeFirst()
  if (!employer?.name || !employer.placeCode) return undefined
  return { personId: null, employerId, holderName: employer.name, holderPinyin: employer.initials ?? '', employerName: employer.name, placeCode: employer.placeCode }
}

export const findTeamHolder = async (db: Tx, teamId: string, employerId: string): Promise<Holder | undefined> => {
  const team = await db
    .selectFrom('pub.team as t')
    .innerJoin('pub.employer as e', 'e.id', 't.employerId')
    .select(['t.name', 't.placeCode', 'e.name as employerName'])
    .where('t.id', '=', teamId)
    .where('t.employerId', '=', employerId)
    .where('t.endedOn', 'is', null)
    .executeTakeFirst()
  if (!team?.name || !team.placeCode) return undefined
  return { personId: null, employerId, holderName: team.name, holderPinyin: '', employerName: team.employerName, placeCode: team.placeCode }
}

/** Names of the offices of a path: “临海区人力资源和社会保障局”; the town's window carries the town's name alone. */
export const officeNames = async (db: Tx, placeCodes: readonly string[], departments: readonly string[]) => {
  const places = await db.selectFrom('kernel.place').select(['code', 'name']).where('code', 'in', ['', ...placeCodes]).execute()
  const bureaux = await db.selectFrom('kernel.department').select(['code', 'name']).where('code', 'in', ['', ...departments]).execute()
  const placeName = new Map(places.map(({ code, name }) => [code, name]))
  const bureauName = new Map(bureaux.map(({ code, name }) => [code, name]))
  return (placeCode: string, department: string | null): string | undefined => {
    const place = placeName.get(placeCode)
    if (!department) return place && `${place}人才服务窗口`
    const bureau = bureauName.get(department)
    // 部门全称里的“市”由区划名称代替：青屿市 + 委组织部人才办。
    return place && bureau && `${place}${bureau.replace(/^市/, '')}`
  }
}
