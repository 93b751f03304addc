import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { openHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { documentPlace } from '../documents/actions.ts'
import { openRow } from '../sealed-sums.ts'
import { profileName, profileVersion, rowOut, sectionNames, sections, toCoded, type ExchangeFile, type ExchangePerson } from './profile.ts'

/** People whole, as the actor sees them. Masked: documents and phones by their last four characters. */
export const exportPeople = async (db: Tx, personIds: readonly string[], { masked, purpose, today }: { masked: boolean; purpose: string; today: PlainDate }): Promise<ExchangeFile> => {
  const people = await db.selectFrom('registry.person').selectAll().where('id', 'in', [...personIds]).where('survivorId', 'is', null).orderBy('number').execute()
  const ids = JSON.stringify(people.map(({ id }) => id))
  const records = new Map<string, ExchangePerson['records']>()
  for (const section of sectionNames) {
    for (const { personId, row } of await historyOf(db, sections[section], ids)) {
      const mine = records.get(personId) ?? {}
      records.set(personId, { ...mine, [section]: [...(mine[section] ?? []), rowOut(sections[section], row)] })
    }
  }
  const documents = await db.selectFrom('registry.personDocument').selectAll().where('personId', 'in', people.map(({ id }) => id)).orderBy('id').execute()
  const sealer = houseSealer()
  const hint = (last: string): string => `****${openHint(last)}`
  return {
    profile: profileName, version: profileVersion, masked, purpose, exportedOn: today, employers: await employersOf(db, ids),
    people: people.map((person): ExchangePerson => {
      const place = { table: 'registry.person', row: person.id }
      return {
        talentId: person.number, name: person.name, gender: toCoded('person.sex', person.sex), birthdate: person.birthDate, nationality: person.nationality,
        document: { type: person.documentType, number: masked ? hint(person.documentHint) : sealer.open({ ...place, column: 'document' }, person.documentSealed) },
        ...(person.phoneSealed === null ? {} : { contact: masked ? hint(person.phoneHint ?? '') : sealer.open({ ...place, column: 'phone' }, person.phoneSealed) }),
        place: person.placeCode, corps: person.corps, dataSource: person.source, asOf: person.asOf, verification: person.verification,
        otherDocuments: documents.filter(({ personId }) => personId === person.id).map((one) => ({
          type: one.documentType, number: masked ? hint(one.documentHint) : sealer.open(documentPlace(one.id), one.documentSealed), name: one.name, ...(one.validTo === null ? {} : { validTo: one.validTo }), source: one.source, asOf: one.asOf, verification: one.verification,
        })),
        records: records.get(person.id) ?? {},
      }
    }),
  }
}

/** Without what is this house's own: ids, the batch or delivery that brought it. An employer goes by his credit code, a relative in the registry not at all. */
const historyOf = async (db: Tx, record: string, ids: string): Promise<{ personId: string; row: Record<string, unknown> }[]> => {
  const { rows } = await sql<{ personId: string; id: string; row: Record<string, unknown> }>`
    select r.person_id, r.id, (select jsonb_object_agg(e.key, case when e.key like '%\\_fen' and e.value <> 'null' then to_jsonb(e.value #>> '{}') else e.value end)
        from jsonb_each(to_jsonb(r) - array['id', 'person_id', 'place_code', 'import_batch_id', 'delivery_id', 'case_id', 'member_id', 'employer_id', 'created_by']) e)
      || coalesce((select jsonb_build_object('employer', m.credit_code) from registry.employer m where m.id = (to_jsonb(r) ->> 'employer_id')::uuid), '{}') as row
    from registry.${sql.raw(record)} r where r.person_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb)) and to_jsonb(r) ->> 'withdrawn_on' is null order by r.as_of, r.id`.execute(db)
  return rows.map(({ personId, id, row }) => {
    const { id: _, ...opened } = openRow(record, { ...row, id })
    return { personId, row: opened }
  })
}

const employersOf = async (db: Tx, ids: string): Promise<ExchangeFile['employers']> => {
  const { rows } = await sql<ExchangeFile['employers'][number]>`
    select e.credit_code as "creditCode", e.name, e.kind, e.place_code as place from registry.employer e where e.id in (
      select h.employer_id from (select person_id, employer_id from registry.employment union select person_id, employer_id from registry.insurance union select person_id, employer_id from registry.introduction
        union select person_id, employer_id from registry.departure union select person_id, employer_id from registry.appraisal) h
      where h.person_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))) order by e.credit_code`.execute(db)
  return rows
}
