import { sql } from 'kysely'
import { withCheckDigit } from '../../../../fund/account-number.ts'
import { replaceAccount } from '../../../../fund/account-store.ts'
import { commitAward } from '../../../../fund/index.ts'
import { yuan, type Id, type PlainDate } from '../../../../kernel/types.ts'
import { assess, findEditionInForce } from '../../../../measures/index.ts'
import { decisionOf } from '../../races.ts'
import { city, town, type Hand as Account, type Stage } from '../../stage.ts'
import type { Hand } from './life.ts'

/** The people of the awards' model in the real house, and decisions as the case desk makes them. */

export interface Granted {
  awardId: Id<'award'>
  lineId: Id<'budgetLine'>
  personId: Id<'person'>
  room: bigint
  signBy: PlainDate
  owner: Account
}

export class AwardCast {
  private readonly stage: Stage
  private readonly hands: ReadonlyMap<Hand, Account>
  private constructor(stage: Stage, hands: ReadonlyMap<Hand, Account>) {
    this.stage = stage
    this.hands = hands
  }

  static async gather(stage: Stage): Promise<AwardCast> {
    // One human with two accounts: what he proposed he may not decide under the other name either.
    const twoFaced = (await stage.applicant()).personId
    return new AwardCast(
      stage,
      new Map<Hand, Account>([
        ['stranger', await stage.applicant()],
        ['county', await stage.signIn('reviewer', { place: '980101', department: 'hr' })],
        ['maker', await stage.signIn('financeMaker', { place: city, personId: twoFaced })],
        ['checker', await stage.signIn('financeChecker', { place: city })],
        ['sameHand', await stage.signIn('financeChecker', { place: city, personId: twoFaced })],
        ['office', await stage.signIn('talentOffice', { place: city, department: 'talent-office' })],
        ['leader', await stage.signIn('leader', { place: city })],
      ]),
    )
  }

  cookieOf(hand: Hand, { owner }: Granted): string {
    return (hand === 'owner' ? owner : this.hands.get(hand))?.cookie ?? ''
  }

  /** On a line of its own, so that every fen of it is this award's. */
  async decide(signed: boolean): Promise<Granted> {
    const { stage } = this
    const [room, measure] = [yuan(1_500), signed ? 'harness-award-signed' : 'harness-award-plain']
    const { id: lineId, code } = await stage.line(room)
    const owner = await stage.applicant()
    const holder = { kind: 'person' as const, id: owner.personId }
    return stage.asSystem(async (db) => {
      const edition = await findEditionInForce(db, measure, stage.today)
      if (!edition) throw new Error(`${measure} is not in force`)
      await replaceAccount(db, { holder, placeCode: town, name: '甲', bank: '青屿银行', number: withCheckDigit(`629801${String(stage.next()).padStart(12, '0')}`), document: null })
      const { amount, schedule, factsUsed } = await assess(db, { editionId: edition.id, subject: holder, on: stage.today })
      if (amount === null) throw new Error(`${measure} gives nothing`)
      const basis = { appliedOn: stage.today, facts: factsUsed, answers: {} }
      const result = await commitAward(db, decisionOf(code, amount, { editionId: edition.id, measure, title: edition.title, holder, decidedOn: stage.today, schedule, basis }))
      if (!result.ok) throw new Error(`the award was refused: ${result.reason}`)
      return { awardId: result.awardId, lineId, personId: owner.personId, room, signBy: result.signBy ?? stage.today, owner }
    })
  }

  /** What the registry says of him from today on. */
  async setAtWork(personId: Id<'person'>, yes: boolean): Promise<void> {
    const { stage } = this
    await stage.asSystem(async (db) => {
      const { numAffectedRows } = await sql`update registry.person_fact set value = ${String(yes)}::jsonb, as_of = ${stage.today} where person_id = ${personId} and fact = '在岗'`.execute(db)
      if (numAffectedRows) return
      await sql`insert into registry.person_fact (person_id, place_code, fact, value, source, as_of, verification) values (${personId}, ${town}, '在岗', ${String(yes)}::jsonb, '市人社局', ${stage.today}, 'verified')`.execute(db)
    })
  }
}
