import { Bulk } from './bulk.ts'

const told = ['source', 'as_of', 'verification'] as const
const mine = ['person_id', 'place_code'] as const
const history = (table: string, ...columns: readonly string[]): Bulk => new Bulk(`registry.${table}`, [...mine, ...columns, ...told])

/** Every table that the city fills, in an order that foreign keys allow. */
export const cityTables = () => ({
  employer: new Bulk('registry.employer', ['id', 'number', 'name', 'initials', 'credit_code', 'kind', 'ownership', 'industry_code', 'industry_section', 'key_industry', 'size', 'place_code', 'tax_place_code',
    'founded_on', 'staff_count', 'contact_name', 'phone_sealed', 'phone_hint', ...told]),
  employerList: new Bulk('registry.employer_list', ['employer_id', 'place_code', 'list', 'edition', 'issuer', 'valid_from', 'valid_to', ...told]),
  employerFact: new Bulk('registry.employer_fact', ['employer_id', 'place_code', 'fact', 'value', ...told]),
  platform: new Bulk('registry.innovation_platform', ['name', 'kind', 'level', 'certifier', 'certificate_number', 'employer_id', 'place_code', 'valid_from', 'valid_to', 'withdrawn_on', ...told]),
  team: new Bulk('registry.team', ['id', 'number', 'name', 'field', 'employer_id', 'place_code', 'level', 'founded_on', ...told]),
  person: new Bulk('registry.person', ['id', 'number', 'name', 'pinyin', 'initials', 'sex', 'birth_date', 'document_type', 'document_sealed', 'document_index', 'document_hint',
    'phone_sealed', 'phone_index', 'phone_hint', 'place_code', 'employer_id', 'corps', 'created_at', ...told]),
  degree: history('degree', 'education', 'degree', 'full_time', 'school', 'country', 'major', 'graduated_on'),
  title: history('title', 'series', 'level', 'name', 'specialty', 'issuer', 'obtained_on'),
  skill: history('skill', 'level', 'occupation', 'issuer', 'issuer_kind', 'obtained_on'),
  talentClass: history('talent_class', 'scheme', 'edition', 'level', 'issuer', 'basis', 'recognised_on', 'valid_from', 'valid_to'),
  employment: history('employment', 'id', 'employer_id', 'post', 'post_kind', 'mode', 'started_on', 'ended_on', 'contract_from', 'contract_to', 'open_ended', 'monthly_pay_sealed'),
  insurance: history('insurance', 'id', 'employer_id', 'kind', 'in_city', 'months', 'back_paid', 'base_sealed'),
  honour: history('honour', 'name', 'level', 'issuer', 'rank', 'awarded_on'),
  introduction: history('introduction', 'employer_id', 'programme', 'mode', 'channel', 'introduced_on', 'origin', 'contract_years'),
  departure: history('departure', 'employer_id', 'departed_on', 'reason', 'destination'),
  housing: history('housing', 'id', 'homes_in_city', 'last_transfer_on', 'bought_on', 'rents', 'monthly_rent_sealed'),
  householdRegistration: history('household_registration', 'in_city', 'registered_in', 'since'),
  householdMember: history('household_member', 'relation', 'birth_date'),
  appraisal: history('appraisal', 'employer_id', 'year', 'result'),
  recordCheck: history('record_check', 'subject'),
  personFact: history('person_fact', 'fact', 'value'),
  teamMember: history('team_member', 'team_id', 'role', 'joined_on', 'left_on'),
})
export type CityTables = ReturnType<typeof cityTables>
