import { roles, staff, type Role } from '../../../kernel/org/roles.ts'
import type { Asking } from './actors.ts'
import type { Verb } from './probe.ts'

/** What may be read beyond one's own rows, by whom, and why: whatever is not here belongs to somebody. */
interface Open {
  to: 'everybody' | 'signedIn' | 'staff' | readonly Role[]
  why: string
}

const ways: Open = { to: 'everybody', why: 'which way a procedure may take; says nothing of anybody' }
const published: Open = { to: 'everybody', why: 'published: rules, lists and statistics that the public pages show' }
const employers: Open = { to: 'signedIn', why: 'who an employer is stands in a public register; whoever files names one' }
const teams: Open = { to: 'signedIn', why: 'a team and its field are chosen from a list when somebody files; its members are not in it' }

export const open: Readonly<Record<string, Open>> = {
  'cases.transition': ways,
  'cases.step_transition': ways,
  'delivery.way': ways,
  'service.way': ways,
  'housing.way': ways,
  'stories.way': ways,
  'fund.breach_transition': { ...ways, to: 'signedIn' },
  'fund.instalment_transition': { ...ways, to: 'signedIn' },
  'training.course_state': { ...ways, to: 'everybody' },
  'training.requirement': published,
  'kernel.place': published,
  'kernel.department': published,
  'measures.edition': published,
  'measures.vocabulary': published,
  'pub.measure_edition': published,
  'registry.school_list': published,
  'pub.school_list': published,
  'registry.statistic': published,
  'demand.weighting': published,
  'service.promise': published,
  'housing.rule': published,
  'housing.terms': published,
  'housing.building': published,
  'housing.unit': published,
  'housing.lettable': published,
  'housing.draw': { to: 'everybody', why: 'a draw is public: its hash before, its seed after' },
  'housing.draw_entry': { to: 'everybody', why: 'numbers of applications in the order of a draw, without names' },
  'pub.housing_rule': published,
  'pub.housing_building': published,
  'pub.housing_unit': published,
  'pub.housing_lettable': published,
  'service.request_kind': published,
  'pub.service_promise': published,
  'service.specialist': { to: 'signedIn', why: 'names and office telephones of specialists, for whom they serve' },
  'registry.feed_record': { to: 'signedIn', why: 'which source may write which kind of record; says nothing of anybody' },
  'pub.statistic': published,
  'cases.notice': { to: 'everybody', why: 'a public notice is for the public, while it is up' },
  'pub.public_notice': { to: 'everybody', why: 'a public notice with its name masked, while it is up' },
  'stories.story': { to: 'everybody', why: 'a story that is published, with the consent of whoever it is about; drafts: modules/stories/stories.test.ts' },
  'pub.story': { to: 'everybody', why: 'title and kind of a published story' },
  'registry.employer': employers,
  'registry.employer_list': employers,
  'registry.innovation_platform': employers,
  'pub.employer': employers,
  'pub.employer_list': employers,
  'pub.employer_profile': employers,
  'pub.employer_evidence': { to: 'signedIn', why: 'source and day of what is public of an employer' },
  'pub.innovation_platform': employers,
  'registry.team': teams,
  'registry.platform_team': teams,
  'pub.team': teams,
  'pub.team_profile': teams,
  'pub.team_evidence': teams,
  'training.course': { to: 'signedIn', why: 'a course that was announced is chosen by anybody' },
  'training.session': { to: 'signedIn', why: 'when and where an announced course is held' },
  'kernel.account': { to: 'signedIn', why: 'names of colleagues: who holds a case is shown to whoever reads it; no people of the registry, no employers' },
  'kernel.counter': { to: 'signedIn', why: 'the last number given out' },
  'kernel.audit_head': { to: 'everybody', why: 'ends of the chains, sealed: each writer of an audit row goes on from them' },
  'kernel.audit': { to: ['auditOfficer'], why: 'his work' },
  'kernel.audit_verdict': { to: ['auditOfficer'], why: 'his work' },
  'kernel.account_reset': { to: ['securityOfficer'], why: 'his work: codes for whoever lost password or factor, given by two of them' },
  'kernel.deputation': { to: ['securityOfficer'], why: 'who acts for whom' },
  'kernel.duty_change': { to: ['securityOfficer'], why: 'his work: grants that wait for the second of them' },
  'kernel.erasure': { to: ['talentOffice', 'securityOfficer', 'auditOfficer'], why: 'what had had its time and was erased: names of steps, laws and counts, of nobody' },
  'kernel.reveal_alarm': { to: ['securityOfficer', 'auditOfficer'], why: 'their work; names who looked, never at whom' },
  'kernel.export_rule': { to: 'signedIn', why: 'the city\'s numbers for exports: whoever exports is told them; a talent finds nothing of anybody in them' },
  'kernel.list_export': { to: ['auditOfficer'], why: 'his work: who took which list out, for what; conditions lie sealed, and no row of a list is in it' },
  'kernel.export_fetch': { to: ['auditOfficer'], why: 'his work: when a file was fetched, with its hash' },
  'kernel.job_retry': { to: ['systemOfficer'], why: 'his work: which job was started again' },
  'kernel.duty': { to: ['securityOfficer', 'auditOfficer'], why: 'who holds which duty' },
  'registry.import_row': { to: ['systemOfficer', 'securityOfficer', 'auditOfficer'], why: 'rows of an import that he started himself, and he can start none' },
  'fund.quota': { to: 'staff', why: 'how many places a measure has left' },
  'fund.quota_place': { to: 'staff', why: 'how many places a measure has left; the award behind a place is not readable by it' },
  'measures.match_run': { to: 'staff', why: 'when the city was last matched' },
  'measures.match_count': { to: 'staff', why: 'how many a measure reaches in the whole city' },
  'pub.match_count': { to: 'staff', why: 'how many a measure reaches in the whole city' },
}

type Claim = Pick<Asking, 'role' | 'state'>

interface Written {
  by: 'everybody' | 'signedIn' | readonly Role[]
  verbs: readonly Verb[]
  why: string
}

const changing: readonly Verb[] = ['FOR UPDATE', 'UPDATE', 'MERGE']
const writing: readonly Verb[] = [...changing, 'INSERT', 'ON CONFLICT']

/** Rows that somebody writes although they are not his. */
const written: Readonly<Record<string, Written>> = {
  'kernel.account': { by: ['securityOfficer'], verbs: ['FOR UPDATE'], why: 'he locks an account whose duties he changes; the row itself the house writes' },
  'kernel.duty': { by: ['securityOfficer'], verbs: ['FOR UPDATE'], why: 'he locks the duty that he proposes to end' },
  'kernel.duty_change': { by: ['securityOfficer'], verbs: ['FOR UPDATE'], why: 'he locks what another has proposed, to confirm it' },
  'kernel.account_reset': { by: ['securityOfficer'], verbs: writing, why: 'asked by one of them and confirmed by another' },
  'kernel.reveal_alarm': { by: ['securityOfficer', 'auditOfficer'], verbs: ['FOR UPDATE'], why: 'he locks the alarm that he acknowledges' },
  'cases.objection': { by: 'everybody', verbs: ['INSERT'], why: 'anybody may object to a notice that is up; nobody of them reads what was lodged' },
  'cases.step': { by: ['windowClerk', 'reviewer', 'talentOffice'], verbs: [...changing, 'move'], why: 'one decision closes and opens steps of the other levels of the same case; who may take which way of a step is held by the table of ways' },
  'kernel.counter': { by: 'signedIn', verbs: writing, why: 'whoever makes something takes the next number' },
  'registry.school_list': { by: ['talentOffice'], verbs: writing, why: 'the office keeps the published lists of the whole city' },
  'training.course': { by: ['talent'], verbs: changing, why: 'who enrols takes a seat; the number of seats is a CHECK' },
  'registry.import_row': { by: ['talent', 'systemOfficer', 'securityOfficer', 'auditOfficer'], verbs: [...changing, 'move'], why: 'rows of an import that he started himself, and he can start none' },
}

/** A transaction whose settings say nothing, or nonsense, is nobody's, whatever role it claims. */
const known = ({ role, state }: Claim): boolean => role in roles && (state === 'own' || state === 'other')

const among = (to: Open['to'], asking: Claim): boolean => {
  if (to === 'everybody') return true
  if (!known(asking)) return false
  if (to === 'signedIn') return true
  const allowed: readonly string[] = to === 'staff' ? staff : to
  return allowed.includes(asking.role)
}

export const mayRead = (relation: string, asking: Claim): boolean => {
  const entry = open[relation]
  return entry !== undefined && among(entry.to, asking)
}

export const mayWrite = (relation: string, asking: Claim, verb: Verb): boolean => {
  const entry = written[relation]
  return entry !== undefined && entry.verbs.includes(verb) && among(entry.by, asking)
}
