/** Holes as they are made in haste: each is laid into the database, must be found, and is mended again. */
export interface Hole {
  says: string
  relation: string
  lay: string
  lift: string
}

const policy = (says: string, relation: string, rule: string): Hole => ({ says, relation, lay: `create policy hole on ${relation} ${rule}`, lift: `drop policy hole on ${relation}` })

/** A policy that lets an officer in lets nobody in while the restrictive one stands: both are planted. */
const past = (says: string, relation: string, rule: string): Hole => ({
  says,
  relation,
  lay: `drop policy officers_out on ${relation}; create policy hole on ${relation} ${rule}`,
  lift: `drop policy hole on ${relation}; create policy officers_out on ${relation} as restrictive using (not (select kernel.has_role('systemOfficer', 'securityOfficer', 'auditOfficer')))`,
})

export const holes: readonly Hole[] = [
  { says: 'row security switched off', relation: 'registry.person', lay: 'alter table registry.person disable row level security', lift: 'alter table registry.person enable row level security' },
  { says: 'row security that does not bind the owner', relation: 'registry.employer', lay: 'alter table registry.employer no force row level security', lift: 'alter table registry.employer force row level security' },
  { says: 'a new table without row security', relation: 'registry.note', lay: 'create table registry.note (id uuid primary key default uuidv7(), person_id uuid, place_code text, words text); grant select, insert on registry.note to juying_app; insert into registry.note (person_id, place_code) select id, place_code from registry.person', lift: 'drop table registry.note' },
  { says: 'a view of an owner past row security', relation: 'pub.person_housing', lay: 'alter view pub.person_housing owner to current_user', lift: 'alter view pub.person_housing owner to juying_owner' },
  { says: 'a role past row security', relation: 'registry.title', lay: 'alter role juying_app bypassrls', lift: 'alter role juying_app nobypassrls' },
  policy('everybody reads', 'registry.housing', 'for select using (true)'),
  policy('who has no scope reads everything', 'cases."case"', `for select using (kernel.setting('scope') is null)`),
  policy('who has no person reads everything', 'training.certificate', `for select using (coalesce(current_setting('app.person', true), '') = '')`),
  policy('a scope of one character reaches everything', 'registry.degree', `for select using (place_code like kernel.setting('scope') || '%')`),
  policy('the place looked at the wrong way round', 'fund.payee_account', `for select using (starts_with(kernel.setting('scope'), left(place_code, 4)))`),
  policy('a role compared by its beginning', 'fund.batch', `for select using (current_setting('app.role', true) like 'reviewer%')`),
  policy('an employer reads whoever has one', 'registry.employment', `for select using (kernel.has_role('employerClerk') and employer_id is not null)`),
  policy('a talent reads the talents', 'registry.insurance', `for select using (kernel.has_role('talent'))`),
  policy('whoever signed in reads sessions', 'kernel.session', 'for select using (kernel.signed_in())'),
  past('the system administrator reads cases', 'cases.event', `for select using (kernel.has_role('systemOfficer'))`),
  past('the auditor reads people', 'registry.person_fact', `for select using (kernel.has_role('auditOfficer'))`),
  past('the security officer reads money', 'fund.award', `for select using (kernel.has_role('securityOfficer'))`),
  { says: 'a specialist reads everybody of his place', relation: 'registry.degree', lay: 'drop policy specialist_his on registry.degree', lift: 'select kernel.keep_to_own_people()' },
  policy('anybody inserts', 'fund.ban', 'for insert with check (true)'),
  policy('a row is given away', 'registry.skill', `for update using (starts_with(place_code, kernel.setting('scope'))) with check (true)`),
  policy('everybody changes', 'registry.honour', 'for update using (true) with check (true)'),
  policy('a delete that nobody reads', 'cases.document', 'for delete using (true)'),
  policy('an upsert over a stranger', 'measures.draft', 'for all using (true) with check (true)'),
  { says: 'a table that may be emptied', relation: 'registry.appraisal', lay: 'grant truncate on registry.appraisal to juying_app', lift: 'revoke truncate on registry.appraisal from juying_app' },
  { says: 'the reader of reports reads a table of a module', relation: 'registry.departure', lay: 'grant select on registry.departure to juying_reader; grant usage on schema registry to juying_reader', lift: 'revoke select on registry.departure from juying_reader; revoke usage on schema registry from juying_reader' },
]
