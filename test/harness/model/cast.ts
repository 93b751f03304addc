import { sql } from 'kysely'
import { withCheckDigit } from '../../../fund/account-number.ts'
import { giveAccount } from '../../../fund/payment-contract.ts'
import { yuan, type Id } from '../../../kernel/types.ts'
import { findEditionInForce } from '../../../measures/index.ts'
import { openSession } from '../../../kernel/auth/sessions.ts'
import { sessionCookie } from '../../../kernel/auth/routes.ts'
import { city, type Applicant, type Hand, type Stage } from '../stage.ts'
import type { Office, Payee, PlannedStep, Who } from './life.ts'

/** The people and measures of the model in the real house. */

export interface Person extends Payee {
  real: Applicant
}
export interface Measure {
  code: string
  path: readonly (readonly PlannedStep[])[]
  /** State of its instalment on the day of the decision. */
  first: 'planned' | 'needsCheck' | 'due'
  /** The clause asks for something to hold when it falls due. */
  checked: boolean
  /** Fen that the clause fixes, of what a source has verified; else what the applicant asks for. */
  fixed: bigint | undefined
}

const firsts = {
  'harness-whole': { first: 'due', checked: false, fixed: undefined },
  'harness-notice-first': { first: 'planned', checked: false, fixed: undefined },
  'harness-review-first': { first: 'due', checked: false, fixed: undefined },
  'harness-short': { first: 'planned', checked: false, fixed: undefined },
  'harness-two': { first: 'due', checked: false, fixed: 20n },
} as const
const modelLine = 'harness/whole'

export class Cast {
  readonly stage: Stage
  readonly measures: readonly Measure[]
  readonly lineId: Id<'budgetLine'>
  private readonly employerId: Id<'employer'>
  private readonly hands: Readonly<Record<Exclude<Who, 'owner'>, Hand>>
  private deputyCookie: string

  private constructor(stage: Stage, measures: readonly Measure[], lineId: Id<'budgetLine'>, employerId: Id<'employer'>, hands: Cast['hands']) {
    this.stage = stage
    this.measures = measures
    this.lineId = lineId
    this.employerId = employerId
    this.hands = hands
    this.deputyCookie = hands.deputy.cookie
  }

  static async gather(stage: Stage): Promise<Cast> {
    const [employerId, otherId] = [await stage.employer(), await stage.employer()]
    const line = await stage.line(yuan(1), modelLine)
    const stranger = await stage.applicant(employerId)
    // One human with two accounts: what he made he may not check under the other name either.
    const twoFaced = (await stage.applicant()).personId
    const hands = {
      stranger,
      clerk: await stage.signIn('employerClerk', { employerId }),
      otherClerk: await stage.signIn('employerClerk', { employerId: otherId }),
      county: await stage.signIn('reviewer', { place: '980101', department: 'hr' }),
      colleague: await stage.signIn('reviewer', { place: '980101', department: 'hr' }),
      deputy: await stage.signIn('reviewer', { place: '980101', department: 'hr' }),
      otherCounty: await stage.signIn('reviewer', { place: '980104', department: 'hr' }),
      education: await stage.signIn('reviewer', { place: city, department: 'education' }),
      office: await stage.signIn('talentOffice', { place: city, department: 'talent-office' }),
      otherOffice: await stage.signIn('talentOffice', { place: city, department: 'talent-office' }),
      cityHr: await stage.signIn('reviewer', { place: city, department: 'hr' }),
      maker: await stage.signIn('financeMaker', { place: city, personId: twoFaced }),
      checker: await stage.signIn('financeChecker', { place: city }),
      sameHand: await stage.signIn('financeChecker', { place: city, personId: twoFaced }),
    }
    const measures: Measure[] = []
    for (const [code, kind] of Object.entries(firsts)) {
      const edition = await stage.asSystem((db) => findEditionInForce(db, code, stage.today))
      if (!edition) throw new Error(`${code} is not in force`)
      const path = edition.path.map((steps) => steps.map(({ kind, office }) => ({ kind, office: officeOf(office.level, office.department) })))
      measures.push({ code, path, ...kind })
    }
    const cast = new Cast(stage, measures, line.id, employerId, hands)
    await cast.signOutDeputy()
    return cast
  }

  cookieOf(who: Who, person: Person): string {
    if (who === 'deputy') return this.deputyCookie
    return who === 'owner' ? person.real.cookie : this.hands[who].cookie
  }

  /** Of the staff alone; of whom a step is about nobody asks. */
  accountOf(who: Who): Id<'account'> {
    return this.hands[who === 'owner' ? 'stranger' : who].accountId
  }

  async dutyOf(who: 'county'): Promise<string> {
    const { id } = await this.stage.asSystem((db) => db.selectFrom('kernel.duty').select('id').where('accountId', '=', this.hands[who].accountId).executeTakeFirstOrThrow())
    return id
  }

  /** He signs in and takes up the duty of another, as he may while it runs. */
  async signInAsDeputy(dutyId: string): Promise<void> {
    const { accountId } = this.hands.deputy
    const token = await this.stage.asSystem(async (db) => {
      const opened = await openSession(db, accountId, this.stage.today)
      await db.updateTable('kernel.session').set({ dutyId }).where('accountId', '=', accountId).where('endedAt', 'is', null).execute()
      return opened
    })
    this.deputyCookie = `${sessionCookie}=${token ?? ''}`
  }

  private async signOutDeputy(): Promise<void> {
    await this.stage.asSystem((db) => db.updateTable('kernel.session').set({ endedAt: sql<string>`now()` }).where('accountId', '=', this.hands.deputy.accountId).execute())
  }

  async newPerson(): Promise<Person> {
    const person: Person = { real: await this.stage.applicant(this.employerId), accounts: 0 }
    await this.giveAccount(person)
    return person
  }

  async giveAccount(person: Person): Promise<void> {
    const number = withCheckDigit(`629801${String(this.stage.next()).padStart(12, '0')}`)
    await this.stage.does(person.real.cookie, giveAccount.name, { bank: '青屿银行', number })
    person.accounts += 1
  }

  /** What is left on the line, by its entries. */
  async room(): Promise<bigint> {
    const { rows } = await this.stage.asSystem((db) => sql<{ left: bigint }>`
      select (sum(debit_fen - credit_fen) filter (where account = 'available'))::bigint as left from fund.entry where line_id = ${this.lineId}`.execute(db))
    return rows[0]?.left ?? 0n
  }
}

const officeOf = (level: string, department: string | null): Office => {
  if (level === 'employer') return 'employer'
  if (level === 'county') return 'county'
  return department === 'education' ? 'education' : 'office'
}
