import type { Role } from '../../kernel/org/roles.ts'
import { staff } from '../../kernel/org/roles.ts'

/**
 * What the house keeps about people, table by table: why it may (个人信息保护法 第十三条), for how long, what ends it, who sees it. What each column is stands in the
 * database's own comments; this names every column, so that a new one without a ground fails the test. Periods are the house's defaults:
 * a city confirms or changes them before it begins (第五十五、五十六条).
 */

export const grounds = {
  duty: '为履行法定职责所必需（第十三条第一款第三项）',
  consent: '取得个人同意（第十三条第一款第一项）',
  contract: '为订立、履行个人作为一方当事人的合同所必需（第十三条第一款第二项）',
} as const
export type Ground = keyof typeof grounds

export const retentions = {
  registry: { years: 5, from: '离开本市登记之日', law: '人才服务管理需要；到期转为不能识别个人的统计' },
  case: { years: 30, from: '办结之日', law: '档案法、机关文件材料归档范围和文书档案保管期限规定' },
  money: { years: 30, from: '所属会计年度终了', law: '会计法、会计档案管理办法' },
  training: { years: 10, from: '所属年度终了', law: '专业技术人员继续教育规定的登记管理' },
  account: { years: 3, from: '账号停用之日', law: '网络安全法、等级保护对审计记录的要求' },
  import: { years: 1, from: '导入之日', law: '只为核对导入结果' },
  message: { years: 3, from: '告知之日', law: '民法典第一百八十八条：普通诉讼时效三年，用以证明告知过' },
  trace: { years: 1, from: '产生之日', law: '网络安全法第二十一条：网络日志不少于六个月' },
  derived: { years: 0, from: '其所据的记录消失', law: '由登记推出，随登记更新和消失' },
} as const
export type Retention = keyof typeof retentions

export interface Processing {
  readonly table: string
  readonly ground: Ground
  readonly retention: Retention
  /** Who reads it besides the person himself. */
  readonly seenBy: readonly Role[]
  /** Why it is sensitive (第二十八条), where it is. */
  readonly sensitive?: string
  /** Columns besides the technical ones, by their names in the database. */
  readonly columns: readonly string[]
}

/** Keys, places, origin of a record: say nothing of a person by themselves. */
export const technical = [
  'id', 'person_id', 'employer_id', 'place_code', 'county_code', 'source', 'as_of', 'verification', 'import_batch_id', 'created_at', 'created_by', 'updated_at', 'number', 'state', 'state_before',
  'case_id', 'award_id', 'line_id', 'team_id', 'platform_id', 'course_id', 'session_id', 'enrolment_id', 'edition_id', 'batch_id', 'run_id', 'breach_id', 'obligation_id', 'correction_id', 'record_id', 'row_id', 'subject_id', 'subject_kind', 'holder_id', 'holder_kind', 'import_row_id', 'delivery_id',
] as const

const words = (text: string): string[] => text.trim().split(/\s+/)
const own = (table: string, columns: string, more: Partial<Processing> = {}): Processing => ({ table: `registry.${table}`, ground: 'duty', retention: 'registry', seenBy: [...staff, 'employerClerk'], columns: words(columns), ...more })
const office: readonly Role[] = ['windowClerk', 'reviewer', 'talentOffice']
const money: readonly Role[] = ['financeMaker', 'financeChecker', 'talentOffice', 'leader']
const paid = (table: string, columns: string, more: Partial<Processing> = {}): Processing => ({ table: `fund.${table}`, ground: 'duty', retention: 'money', seenBy: money, columns: words(columns), ...more })
const filed = (table: string, columns: string, more: Partial<Processing> = {}): Processing => ({ table: `cases.${table}`, ground: 'duty', retention: 'case', seenBy: [...office, 'leader'], columns: words(columns), ...more })
const told = (table: string, columns: string, more: Partial<Processing> = {}): Processing => ({ table: `kernel.${table}`, ground: 'duty', retention: 'message', seenBy: ['talentOffice', 'windowClerk', 'specialist'], columns: words(columns), ...more })

export const register: readonly Processing[] = [
  own('person', 'name pinyin initials sex birth_date nationality document_type document_sealed document_index document_hint phone_sealed phone_index phone_hint corps survivor_id pseudonym_on', { sensitive: '证件号码：泄露后容易被冒用' }),
  own('person_term', 'term', { retention: 'derived', seenBy: staff }),
  own('person_fact', 'fact value'),
  own('degree', 'education degree full_time school country major graduated_on certificate_number certified_abroad'),
  own('title', 'series level name specialty issuer obtained_on'),
  own('skill', 'level occupation issuer issuer_kind certificate_number obtained_on system'),
  own('honour', 'name level issuer rank awarded_on'),
  own('project', 'name grantor level role rank amount_fen started_on ended_on withdrawn_on'),
  own('patent', 'name kind status rank applied_on granted_on withdrawn_on'),
  own('contest', 'name edition level award rank held_on withdrawn_on'),
  own('part_time_post', 'organisation post started_on ended_on withdrawn_on', { ground: 'contract' }),
  own('person_document', 'name document_type document_sealed document_index document_hint valid_to', { seenBy: staff, sensitive: '证件号码：泄露后容易被冒用' }),
  own('feed_change', 'record before undone', { retention: 'import', seenBy: ['talentOffice'] }),
  own('feed_due', 'due', { retention: 'import', seenBy: ['talentOffice'] }),
  own('appraisal', 'year result'),
  own('talent_class', 'scheme edition level issuer basis recognised_on valid_from valid_to revoked_on'),
  own('employment', 'post post_kind mode started_on ended_on contract_from contract_to open_ended monthly_pay_sealed', { ground: 'contract', sensitive: '工资收入' }),
  own('insurance', 'kind in_city months back_paid base_sealed', { sensitive: '缴费基数反映收入' }),
  own('housing', 'homes_in_city last_transfer_on bought_on rents monthly_rent_sealed', { seenBy: staff, sensitive: '财产状况' }),
  own('household_member', 'relation member_id birth_date', { seenBy: staff, sensitive: '家庭成员，可能是不满十四周岁的未成年人' }),
  own('household_registration', 'in_city registered_in since', { seenBy: staff }),
  own('introduction', 'programme mode channel introduced_on origin contract_years'),
  own('departure', 'departed_on reason destination', { seenBy: staff }),
  own('movement_report', 'kind happened_on mode programme channel origin contract contract_years reason destination insured_from reported_by reporter_person reported_at checked_by checker_person checked_on note'),
  own('record_check', 'subject', { seenBy: staff, sensitive: '信用、处分等核查结果' }),
  own('team_member', 'role joined_on left_on'),
  own('platform_person', 'role joined_on left_on', { seenBy: staff }),
  own('correction', 'record department fact_text was says evidence asked_by asked_role asked_on due_on outcome decided_by decided_on', { seenBy: office }),
  own('data_request', 'kind says asked_by asked_on due_on outcome erased kept decided_by decided_by_name decided_on', { retention: 'case', seenBy: ['talentOffice'] }),
  own('data_standing', 'kind request_id since ended_on', { seenBy: staff }),
  own('former_fact', 'record said known_from known_to act reason changed_by', { seenBy: office }),
  own('import_row', 'row_number outcome sealed problems document_index', { retention: 'import', seenBy: ['talentOffice', 'windowClerk', 'employerClerk'] }),
  { table: 'measures.entitlement', ground: 'duty', retention: 'derived', seenBy: [...staff, 'employerClerk'], columns: words('amount_fen found_on granted_fen decision') },
  { table: 'measures.subject_fact', ground: 'duty', retention: 'derived', seenBy: [], columns: words('kind layout facts derived_on version packed_sealed packing') },
  filed('case', 'measure edition title document_number clause applicant_id applicant_role holder_name holder_pinyin employer_name round answers assessment green amount_fen lacking closed_because submitted_on submitted_at closed_on closed_at supplement_due_on suspended_on suspended_because words'),
  filed('document', 'through_employer_id kind file_name type bytes hash uploaded_by uploaded_by_name uploaded_on uploaded_at valid_until replaced_by window_place_code window_name', { ground: 'consent', sensitive: '本人提交的证明材料' }),
  filed('case_document', 'document_id through_employer_id attached_during attached_by attached_by_name attached_on attached_at', { ground: 'consent' }),
  paid('award', 'case_number measure title payee_name decided_on decided_by amount_fen city_share_fen county_share_fen once_key group_code period applied_on facts answers planned full_fen taken_off document_number clause sign_by signed_on agreement_document grossed_up_fen way outside outside_fen'),
  paid('award_payee', 'name made_at'),
  paid('payee_account', 'name bank number_sealed number_hint number_index document given_by given_at rejected_on rejected_reason replaced_at', { ground: 'contract', sensitive: '金融账户', seenBy: ['financeMaker', 'financeChecker'] }),
  paid('payee_change', 'role name says document asked_by asker_person asked_on decided_by decider_person decided_on decline_reason'),
  paid('declared_payment', 'holder_name scheme amount_fen paid_on document declared_by declared_at withdrawn_reason'),
  paid('obligation', 'serve_from serve_to lock_to breach unpaid ban_months ban_for says'),
  paid('breach', 'ground evidence happened_on noticed_on statement_by proposal proposed_fen proposal_note proposed_by proposer_person decision_note decided_by decider_person decided_on'),
  paid('claim', 'decided_on amount_fen recovered_fen set_off_fen written_off_fen outstanding_fen plan_version'),
  paid('ban', 'holder_name period reason document made_by lifted_on lift_reason lifted_by'),
  { table: 'delivery.delivery', ground: 'duty', retention: 'case', seenBy: staff, columns: words('measure title claimant_kind claimant_id period amount_fen expected_on confirm_by found_on told_on opened_on confirmed_on decided_on paid_on account_failed_on ended_on ended_because offered offered_hash tier tier_reasons') },
  told('message', 'key recipient_kind recipient_id kind topic link told_on told_at read_at'),
  told('message_sending', 'channel recipient_kind recipient_id bundle not_before attempts reason tried_at sent_at sent_on'),
  told('message_choice', 'recipient_kind recipient_id topic channel wanted chosen_at', { ground: 'consent', seenBy: [] }),
  told('message_mailbox', 'recipient_kind recipient_id email_sealed email_hint code_hash code_until guesses asked_at confirmed_at', { ground: 'consent', seenBy: [] }),
  { table: 'satisfaction.survey', ground: 'consent', retention: 'case', seenBy: ['talentOffice', 'leader'], columns: words('cause asked_on until rating words answered_on response responded_by responded_by_name responded_on') },
  { table: 'subscriptions.subscription', ground: 'consent', retention: 'message', seenBy: [], columns: words('recipient_kind recipient_id situation made_on') },
  { table: 'stories.story', ground: 'consent', retention: 'case', seenBy: ['talentOffice', 'leader'], columns: words('kind about industry title lead body class_said measure_said version agreed_version written_by written_on published_by published_on ended_on ended_because') },
  { table: 'stories.consent', ground: 'consent', retention: 'case', seenBy: ['talentOffice', 'leader'], columns: words('story_id version says words said_by said_on said_at') },
  { table: 'housing.application', ground: 'consent', retention: 'case', seenBy: staff, columns: words('family wanted_place most_area basis applied_on drawn_on turn misses housed_on ended_on') },
  { table: 'housing.event', ground: 'consent', retention: 'case', seenBy: ['windowClerk', 'talentOffice'], columns: words('application_id verb by_name on_day words') },
  { table: 'housing.offer', ground: 'contract', retention: 'case', seenBy: staff, columns: words('application_id unit_id offered_on answer_by answered_on made_by') },
  { table: 'housing.tenancy', ground: 'contract', retention: 'case', seenBy: staff, sensitive: '住址', columns: words('application_id unit_id span left_because kept_by left_by') },
  { table: 'housing.term', ground: 'contract', retention: 'case', seenBy: staff, columns: words('tenancy_id span rent_fen people reminded_on made_by made_at') },
  { table: 'housing.rent', ground: 'contract', retention: 'money', seenBy: staff, columns: words('tenancy_id due_on amount_fen paid_on noted_by noted_at') },
  { table: 'service.assignment', ground: 'duty', retention: 'case', seenBy: staff, columns: words('specialist_id span how assigned_by ended_because') },
  { table: 'service.wish', ground: 'consent', retention: 'case', seenBy: ['talentOffice'], columns: words('asked_on') },
  { table: 'service.request', ground: 'consent', retention: 'case', seenBy: staff, columns: words('kind by_phone asked_on due_on answered_on late_on closed_on rating rated_on') },
  { table: 'service.request_event', ground: 'consent', retention: 'case', seenBy: ['specialist', 'talentOffice'], sensitive: '本人提出的子女、医疗、配偶等家庭情况', columns: words('request_id verb by_name on_day words') },
  { table: 'service.contact', ground: 'duty', retention: 'case', seenBy: ['specialist', 'talentOffice'], columns: words('specialist_id specialist_name kind on_day words next_on') },
  { table: 'training.enrolment', ground: 'contract', retention: 'training', seenBy: staff, columns: words('enrolled_at') },
  { table: 'training.attendance', ground: 'duty', retention: 'training', seenBy: staff, columns: words('recorded_by recorded_at') },
  { table: 'training.certificate', ground: 'duty', retention: 'training', seenBy: staff, columns: words('year hours professional_hours issued_on') },
  { table: 'kernel.account', ground: 'duty', retention: 'account', seenBy: ['securityOfficer'], columns: words('login name password_hash disabled_at demo identity_index change_id oidc_subject password_at') },
]
