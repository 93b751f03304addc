import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { Fact, Provenance } from '../policy/index.ts'
import type { Subject, SubjectKind } from './types.ts'

/**
 * What a derived fact rests on. Its derivation is SQL over the subject's profile and the views of `pub`; which columns and views it names
 * says which kinds of record it was read from, so that a fact which the talent office adds tomorrow shows its source and day without
 * another word. A fact counts as verified when every record behind it is; it is as old as the oldest of them.
 */

/** Columns of the profiles by the kind of record that each is read from; `ledger` is the house's own count or book, right as it stands. */
const columns: Record<SubjectKind, Readonly<Record<string, string>>> = {
  person: {
    人员: 'id number name sex birth_date nationality document_type place_code county_code corps employer_id',
    单位: 'employer_name employer_kind employer_ownership employer_industry_section industry_section key_industry employer_size employer_place_code employer_tax_place_code',
    学历: 'education full_time school school_country major graduated_on',
    学位: 'degree',
    职称: 'title_level title_obtained_on',
    技能: 'skill_level skill_obtained_on',
    人才类别: 'class_scheme class_edition class_level class_recognised_on class_valid_to',
    引进: 'first_introduced_on last_introduced_on programme introduction_mode introduction_channel origin',
    流出: 'departed_on has_left',
    任职: 'employed_since employment_mode post post_kind contract_from contract_to open_ended contract_years monthly_pay_sealed',
    社保: 'first_insured_on last_insured_on insured_total_months',
    连续社保: 'insured_run_from insured_run_through insured_consecutive_months',
    户籍: 'hukou_in_city hukou_place hukou_since',
    住房: 'homes_in_city home_last_transfer_on home_bought_on rents monthly_rent_sealed',
    年度考核: 'appraisal_year appraisal',
    荣誉: 'honour_level honour_awarded_on',
  },
  employer: {
    单位: 'id number name kind ownership industry_section key_industry size place_code county_code tax_place_code founded_on staff_count',
    ledger: 'talents',
    引进: 'introduced_total introduced_this_year introduced_last_year',
    创新平台: 'platform_level platform_kinds',
    单位名录: 'lists',
  },
  team: {
    团队: 'id number name field level place_code county_code founded_on ended_on active',
    单位: 'employer_id employer_name employer_kind employer_industry employer_place_code employer_tax_place_code',
    团队成员: 'leader_id members core_members',
    人才类别: 'leader_class',
    任职: 'leader_employed_here',
  },
}

const views: Readonly<Record<string, string>> = {
  person_degree: '学历',
  person_title: '职称',
  person_skill: '技能',
  person_class: '人才类别',
  person_employment: '任职',
  person_insurance: '社保',
  person_insurance_month: '社保',
  person_insurance_run: '连续社保',
  person_honour: '荣誉',
  person_introduction: '引进',
  person_departure: '流出',
  person_housing: '住房',
  person_household_registration: '户籍',
  person_household_member: '家庭成员',
  person_appraisal: '年度考核',
  person_project: '项目',
  person_patent: '专利',
  person_contest: '竞赛',
  person_part_time_post: '兼职',
  employer_list: '单位名录',
  innovation_platform: '创新平台',
  team_member: '团队成员',
  award: 'ledger',
}

const kindOfColumn: Record<SubjectKind, ReadonlyMap<string, string>> = {
  person: byColumn('person'),
  employer: byColumn('employer'),
  team: byColumn('team'),
}

function byColumn(kind: SubjectKind): ReadonlyMap<string, string> {
  return new Map(Object.entries(columns[kind]).flatMap(([record, names]) => names.split(' ').map((name): [string, string] => [name, record])))
}

/** Every profile column that says where it comes from; the catalog's columns are held against it in a test. */
export const evidencedColumns = (kind: SubjectKind): readonly string[] => [...kindOfColumn[kind].keys()]

/** Kinds of record that a derivation reads, in the order in which it names them. */
export const evidenceKinds = (derive: string, kind: SubjectKind): readonly string[] => {
  const named = [...derive.matchAll(/'([^']+)'\s*=\s*any\s*\(s\.checked\)|s\.facts\s*->>?\s*'([^']+)'|\bs\.([a-z_]+)|\bpub\.([a-z_]+)/g)].flatMap(([, checked, fact, column, view]) => {
    if (checked !== undefined) return [`核对：${checked}`]
    if (fact !== undefined) return [`事实：${fact}`]
    const record = column === undefined ? views[view ?? ''] : kindOfColumn[kind].get(column)
    return record === undefined ? [] : [record]
  })
  // Joining a view to the subject is not reading his own row.
  const joined = /where\s+[a-z]+\.(person|employer|team)_id\s*=\s*s\.(id|employer_id)/.test(derive)
  return [...new Set(named)].filter((record, _, all) => !(joined && all.length > 1 && record === (kind === 'person' ? '人员' : kind === 'employer' ? '单位' : '团队')))
}

interface EvidenceRow {
  kind: string
  source: string
  asOf: PlainDate
  verification: 'verified' | 'declared' | 'disputed'
}

const tables: Record<SubjectKind, { view: string; key: string }> = {
  person: { view: 'pub.person_evidence', key: 'person_id' },
  employer: { view: 'pub.employer_evidence', key: 'employer_id' },
  team: { view: 'pub.team_evidence', key: 'team_id' },
}

/** The records behind a subject's facts, one row a kind: the worst standing, the oldest day, every source. A union of all tables about people, and longer planned than answered. */
export const evidenceOf = async (db: Tx, { kind, id }: Subject): Promise<ReadonlyMap<string, EvidenceRow>> => {
  const { view, key } = tables[kind]
  const { rows } = await sql<EvidenceRow>`
    select kind, string_agg(distinct source, '、' order by source) as source, min(as_of) as as_of,
      case when bool_or(verification = 'disputed') then 'disputed' when bool_and(verification = 'verified') then 'verified' else 'declared' end as verification
    from ${sql.raw(view)} where ${sql.raw(key)} = ${id} group by kind`.execute(db)
  return new Map(rows.map((row) => [row.kind, row]))
}

/**
 * Where a value comes from. A check (“核对过，没有”) counts only where there is no record of that kind. What no record stands behind is
 * the department's word alone, and not verified.
 */
export const provenanceOf = (fact: Fact, kind: SubjectKind, evidence: ReadonlyMap<string, EvidenceRow>): Provenance => {
  const kinds = evidenceKinds(fact.derive ?? '', kind)
  const records = kinds.flatMap((name) => (name.startsWith('核对：') ? [] : (evidence.get(name) ?? [])))
  const rows = records.length ? records : kinds.flatMap((name) => evidence.get(name) ?? [])
  const own = fact.source === undefined ? {} : { source: fact.source }
  if (!rows.length) return { ...own, verified: kinds.includes('ledger') }
  const sources = [...new Set(rows.flatMap(({ source }) => source.split('、')))].join('、')
  return {
    source: sources,
    asOf: rows.map(({ asOf }) => asOf).toSorted()[0] ?? '',
    verified: rows.every(({ verification }) => verification === 'verified'),
    ...(rows.some(({ verification }) => verification === 'disputed') ? { disputed: true } : {}),
  }
}
