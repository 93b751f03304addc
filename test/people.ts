import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Grade, Role } from '../kernel/org/roles.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { sealedSum } from '../registry/sealed-sums.ts'

/** The test city: one district with one street, one county with one town. */
export const places = [
  { code: '9801', name: '青屿市', level: 'city', parentCode: null, kind: '市' },
  { code: '980101', name: '临海区', level: 'county', parentCode: '9801', kind: '区' },
  { code: '980101001', name: '望潮街道', level: 'town', parentCode: '980101', kind: '街道' },
  { code: '980104', name: '松川县', level: 'county', parentCode: '9801', kind: '县' },
  { code: '980104101', name: '松川镇', level: 'town', parentCode: '980104', kind: '镇' },
]

export const departments = [
  { code: 'talent-office', name: '市委组织部人才办', shortName: '人才办' },
  { code: 'hr', name: '人力资源和社会保障局', shortName: '人社' },
  { code: 'education', name: '教育局', shortName: '教育' },
  { code: 'finance', name: '财政局', shortName: '财政' },
  { code: 'housing', name: '住房和城乡建设局', shortName: '住建' },
  { code: 'science', name: '科学技术局', shortName: '科技' },
  { code: 'industry', name: '工业和信息化局', shortName: '工信' },
]

export interface PersonOptions {
  name?: string
  place?: string
  birthDate?: string
  /** Employed there full-time since 2024. */
  employerId?: Id<'employer'>
}

export const insertPerson = async (db: Tx, today: PlainDate, { name = '沈知远', place = '980101001', birthDate = '1992-03-01', employerId }: PersonOptions): Promise<Id<'person'>> => {
  const { id } = await db
    .insertInto('registry.person')
    .values({
      name,
      sex: '男',
      birthDate,
      documentType: '居民身份证',
      documentSealed: randomBytes(40),
      documentIndex: randomBytes(32),
      documentHint: '',
      placeCode: place,
      source: '公安',
      asOf: today,
      verification: 'verified',
    })
    .returning(sql<Id<'person'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  if (employerId) {
    await db.insertInto('registry.employment').values({ personId: id, placeCode: place, employerId, mode: '全职', startedOn: '2024-01-01', source: '用人单位', asOf: today, verification: 'verified' }).execute()
  }
  return id
}

export interface EmployerOptions {
  name?: string
  place?: string
}

export const insertEmployer = async (db: Tx, today: PlainDate, serial: number, { name = '青屿远航装备有限公司', place = '980101001' }: EmployerOptions): Promise<Id<'employer'>> => {
  const { id } = await db
    .insertInto('registry.employer')
    .values({ name, creditCode: `91980101${String(serial).padStart(10, '0')}`, kind: '企业', placeCode: place, taxPlaceCode: place, source: '市场监管', asOf: today, verification: 'verified' })
    .returning(sql<Id<'employer'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  return id
}

/** What the duty of an employer's clerk says besides; whose employer does not matter is of one that is nowhere. */
export const ofEmployer = (role: Role, employerId?: string, grade: Grade = 'clerk'): { employerId?: string; grade?: Grade } => (role === 'employerClerk' ? { employerId: employerId ?? randomUUID(), grade } : {})

/** What somebody earns a month, in fen, in every employment of his; null: not known. */
export const setPay = async (db: Tx, personId: string, fen: number | null): Promise<void> => {
  const { rows } = await sql<{ id: string }>`select id from registry.employment where person_id = ${personId}`.execute(db)
  for (const { id } of rows) await sql`update registry.employment set monthly_pay_sealed = ${fen === null ? null : sealedSum('pay', id, fen)} where id = ${id}`.execute(db)
}
