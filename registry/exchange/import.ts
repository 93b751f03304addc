import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import { readIdentityDocument } from '../../kernel/codes/identity-document.ts'
import { readCreditCode } from '../../kernel/codes/credit-code.ts'
import { sexes } from '../../kernel/codes/person-lists.ts'
import { readCode } from '../../kernel/codes/code-list.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { documentPlace } from '../documents/actions.ts'
import { documentIndex, phoneIndex } from '../identity.ts'
import { peopleByDocument } from '../import/store.ts'
import { readingOf } from '../reading.ts'
import { sealRow, storedName } from '../sealed-sums.ts'
import { rowIn, sectionNames, sections, type ExchangeFile, type ExchangePerson } from './profile.ts'

/** Why a file cannot be taken, as a sentence; nothing of it is written. */
export class ExchangeRefusal extends Error {}

export interface Imported {
  people: number
  known: number
  records: number
}

/**
 * People of another house into this one, all of the file or nothing. Whoever is known by a document is left as he is. Standing is kept only where the
 * desk trusts the sender; otherwise everything is declared until its owner has verified it here.
 */
export const importPeople = async (db: Tx, file: ExchangeFile, { trust, today }: { trust: boolean; today: PlainDate }): Promise<Imported> => {
  if (file.masked) throw new ExchangeRefusal('这个文件的证件号码是遮盖的，只供查阅，不能导入')
  const places = new Set((await db.selectFrom('kernel.place').select('code').execute()).map(({ code }) => code))
  const employers = await registerEmployers(db, file, places, today)
  const done: Imported = { people: 0, known: 0, records: 0 }
  for (const person of file.people) {
    const problem = await importOne(db, person, { places, employers, trust, today, done })
    if (problem !== undefined) throw new ExchangeRefusal(`${person.name}（${person.talentId}）：${problem}`)
  }
  return done
}

interface Work {
  places: ReadonlySet<string>
  employers: ReadonlyMap<string, string>
  trust: boolean
  today: PlainDate
  done: Imported
}

const importOne = async (db: Tx, person: ExchangePerson, { places, employers, trust, today, done }: Work): Promise<string | undefined> => {
  if (!places.has(person.place) || person.place.length < 6) return `所在地 ${person.place} 不在本市的区划里`
  const document = readIdentityDocument(person.document.type, person.document.number, today)
  if (!document.ok) return document.problem
  const sex = readCode(sexes, person.gender.code ?? person.gender.name)
  if (!sex.ok) return sex.problem
  const birthDate = asPlainDate(person.birthdate)
  if (birthDate === undefined || birthDate > today) return `出生日期“${person.birthdate}”不是有效的日期`
  if (person.contact !== undefined && !/^1\d{10}$/.test(person.contact)) return '联系电话应为 1 开头的 11 位数字'
  const sealer = houseSealer()
  const others = person.otherDocuments.map((one) => ({ one, read: readIdentityDocument(one.type, one.number, today) }))
  const wrong = others.find(({ read }) => !read.ok)
  if (wrong && !wrong.read.ok) return wrong.read.problem
  const numbers = [document.value, ...others.flatMap(({ read }) => (read.ok ? [read.value] : []))]
  const known = await peopleByDocument(db, numbers.map(({ type, number }) => documentIndex(sealer, type, number).toString('hex')))
  if (known.size > 0) {
    done.known++
    return undefined
  }
  const id = randomUUID()
  const at = { table: 'registry.person', row: id }
  const told = { source: person.dataSource, asOf: person.asOf, verification: standing(trust, person.verification) }
  await db
    .insertInto('registry.person')
    .values({
      id, name: person.name, ...readingOf(person.name), sex: sex.value, birthDate, nationality: person.nationality, documentType: document.value.type, documentSealed: sealer.seal({ ...at, column: 'document' }, document.value.number),
      documentIndex: documentIndex(sealer, document.value.type, document.value.number), documentHint: sealHint('document', document.value.number), placeCode: person.place, corps: person.corps, ...told,
      ...(person.contact === undefined ? {} : { phoneSealed: sealer.seal({ ...at, column: 'phone' }, person.contact), phoneIndex: phoneIndex(sealer, person.contact), phoneHint: sealHint('phone', person.contact) }),
    })
    .execute()
  for (const { one, read } of others) {
    if (!read.ok) continue
    const documentId = randomUUID()
    await db
      .insertInto('registry.personDocument')
      .values({ id: documentId, personId: id, placeCode: person.place, name: one.name, documentType: read.value.type, documentSealed: sealer.seal(documentPlace(documentId), read.value.number), documentIndex: documentIndex(sealer, read.value.type, read.value.number), documentHint: sealHint('document', read.value.number), validTo: one.validTo ?? null, source: one.source, asOf: one.asOf, verification: standing(trust, one.verification) })
      .execute()
  }
  done.people++
  for (const section of sectionNames) {
    const rows: Record<string, unknown>[] = []
    for (const row of person.records[section] ?? []) {
      const read = rowIn(sections[section], row)
      if ('problem' in read) return read.problem
      const { employer, ...columns } = read.columns
      const employerId = typeof employer === 'string' ? employers.get(employer) : undefined
      if (employer !== undefined && employerId === undefined) return '有一条记录的单位不在文件的单位表里'
      rows.push({ ...columns, ...(employerId === undefined ? {} : { employer_id: employerId }), verification: standing(trust, columns['verification']), person_id: id, place_code: person.place })
    }
    for (const row of rows) await writeRow(db, sections[section], row)
    done.records += rows.length
  }
  return undefined
}

const standing = (trust: boolean, said: unknown): 'verified' | 'declared' | 'disputed' => (trust && (said === 'verified' || said === 'disputed') ? said : 'declared')

const own = /^[a-z_]{1,40}$/
/** Only columns that the table has, without those that are this house's own; sums come readable and are sealed here. */
const writeRow = async (db: Tx, record: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
  const columns = Object.keys(row)
  const kept = await columnsOf(db, record)
  const strange = columns.find((column) => !own.test(column) || column.endsWith('_sealed') || !kept.has(storedName(record, column)))
  if (strange !== undefined) throw new ExchangeRefusal(`“${strange}”不是交换格式里的项目`)
  const sealed = sealRow(record, { ...row, id: randomUUIDv7() })
  const names = sql.join(Object.keys(sealed).map((column) => sql.id(column)))
  await sql`insert into registry.${sql.raw(record)} (${names}) select ${names} from jsonb_populate_record(null::registry.${sql.raw(record)}, ${JSON.stringify(sealed)}::jsonb)`.execute(db)
}

const columnsOf = async (db: Tx, record: string): Promise<Set<string>> => {
  const { rows } = await sql<{ name: string }>`select attname::text as name from pg_attribute where attrelid = ${`registry.${record}`}::regclass and attnum > 0 and not attisdropped
    and attname not in ('id', 'import_batch_id', 'delivery_id', 'case_id', 'member_id', 'created_by', 'withdrawn_on')`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Employers whom this house does not know yet, as the file names them: declared until the register says so. */
const registerEmployers = async (db: Tx, file: ExchangeFile, places: ReadonlySet<string>, today: PlainDate): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (const { creditCode, name, kind, place } of file.employers) {
    const code = readCreditCode(creditCode)
    const known = code.ok ? await db.selectFrom('registry.employer').select('id').where('creditCode', '=', code.value).executeTakeFirst() : undefined
    if (known) {
      ids.set(creditCode, known.id)
      continue
    }
    if (!code.ok) throw new ExchangeRefusal(`单位 ${name}：${code.problem}`)
    if (!places.has(place)) throw new ExchangeRefusal(`单位 ${name}：所在地 ${place} 不在本市的区划里`)
    const { id } = await db.insertInto('registry.employer').values({ name, initials: readingOf(name).initials, creditCode: code.value, kind, placeCode: place, source: '交换文件', asOf: today, verification: 'declared' }).returning('id').executeTakeFirstOrThrow()
    ids.set(creditCode, id)
  }
  return ids
}

