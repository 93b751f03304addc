import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Id } from '../kernel/types.ts'
import type { SubjectKind } from '../measures/types.ts'

/** Whom the match of the city has found due something, in an order that depends on the seed alone. */
export interface Candidate {
  measure: string
  kind: SubjectKind
  subjectId: string
  personId: Id<'person'> | null
  employerId: Id<'employer'> | null
  teamId: Id<'team'> | null
  number: string
  name: string
  placeCode: string
  /** What it gives is a class: that keeps nobody from a case about money. */
  recognises: boolean
}

/** Share of each measure's people that past cases may draw from. */
const pastShare = 0.6

export class Pool {
  private readonly byMeasure = new Map<string, Candidate[]>()
  /** One case a subject: nobody gets two subsidies that exclude one another. */
  private readonly spent = new Set<string>()

  /** Whoever belongs to the demo employer or the demo town is kept for what waits on their desks today. */
  private readonly kept: ReadonlySet<string>

  constructor(candidates: readonly Candidate[], kept: ReadonlySet<string> = new Set()) {
    this.kept = kept
    for (const candidate of candidates) this.byMeasure.set(candidate.measure, [...(this.byMeasure.get(candidate.measure) ?? []), candidate])
  }

  size(measure: string): number {
    return this.byMeasure.get(measure)?.length ?? 0
  }

  has(measure: string, place: string, employerId?: string): boolean {
    return (this.byMeasure.get(measure) ?? []).some((one) => fits(one, place, employerId))
  }

  spend(candidate: Candidate): void {
    this.spent.add(keyOf(candidate))
  }

  /** Who may be asked for a case, best first: of the place, then of anywhere unless only the place will do. */
  draw(measure: string, { place, only, employerId, past }: { place: string; only: boolean; employerId: string | undefined; past: boolean }): Candidate[] {
    const all = this.byMeasure.get(measure) ?? []
    const side = past ? all.slice(0, Math.ceil(all.length * pastShare)).filter((one) => !this.kept.has(one.placeCode) && !this.kept.has(one.employerId ?? '')) : all.toReversed()
    const free = side.filter((one) => !this.spent.has(keyOf(one)))
    const near = free.filter((one) => fits(one, place, employerId))
    return only ? near : [...near, ...free.filter((one) => !near.includes(one))]
  }
}

const keyOf = ({ subjectId, recognises }: Candidate): string => `${recognises ? 'class' : 'money'} ${subjectId}`

const fits = (one: Candidate, place: string, employerId: string | undefined): boolean => one.placeCode.startsWith(place) && (employerId === undefined || one.employerId === employerId)

/**
 * Entitlements of the last match, without the demo talents and without those whose amount nobody can say yet. The window of a town must be
 * known, so places are towns.
 */
export const readPool = async (db: Tx, { seed, without, kept, perMeasure }: { seed: number; without: readonly string[]; kept: readonly string[]; perMeasure: number }): Promise<Pool> => {
  const { rows } = await sql<Candidate>`
    select measure, kind, "subjectId", "personId", "employerId", "teamId", number, name, "placeCode", recognises from (
      select e.measure, e.subject_kind as kind, e.subject_id as "subjectId", p.id as "personId", e.employer_id as "employerId", t.id as "teamId",
        coalesce(p.number, w.number, t.number) as number, coalesce(p.name, w.name, t.name) as name, e.place_code as "placeCode", e.class_level is not null as recognises,
        row_number() over (partition by e.measure, left(e.place_code, 6) order by md5(e.subject_id::text || ${String(seed)})) as turn
      from pub.entitlement e
      left join pub.person p on e.subject_kind = 'person' and p.id = e.subject_id
      left join pub.employer w on e.subject_kind = 'employer' and w.id = e.subject_id
      left join pub.team t on e.subject_kind = 'team' and t.id = e.subject_id
      where (e.gives <> 'money' or e.amount_fen > 0) and length(e.place_code) = 9 and e.employer_id is not null
    ) found
    where turn <= ${perMeasure} or "employerId"::text = any (${kept}::text[]) or "placeCode" = any (${kept}::text[])
    order by measure, md5("subjectId"::text || ${String(seed)})`.execute(db)
  return new Pool(rows.filter((one) => !without.includes(one.subjectId)), new Set(kept))
}
