import { sql } from 'kysely'
import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type PlainDate } from '../kernel/types.ts'
import { formatDecimal, grossOf, parseDecimal, type Payee, type Share, type Tax } from '../policy/index.ts'
import type { PayeeRole, PlannedInstalment, Subject, WithheldTax } from './types.ts'

/** Who is paid, and how much of it: what a clause says beside the amount. */

const others: readonly string[] = ['employer', 'agency', 'base', 'developer', 'relative', 'school', 'landlord', 'guardian'] satisfies PayeeRole[]
const isOther = (payee: string): payee is PayeeRole => others.includes(payee)

/** Who bears a payment, in the words of the other desks. */
export const payersOfPayment = (shares: readonly Share[]): Pick<PlannedInstalment, 'payers'> =>
  shares.length ? { payers: shares.map(({ purse, payer: name, basisPoints }) => ({ purse, name, basisPoints })) } : {}

/** The part of a planned payment that says so. A payee who can only be the holder himself is not named. */
export const payeeAndTax = ({ payee, tax }: { payee: Payee; tax?: Tax }): Pick<PlannedInstalment, 'payee' | 'tax'> => ({
  ...(isOther(payee) ? { payee } : {}),
  ...(tax ? { tax: { stated: tax.stated, rate: formatDecimal(tax.rate), item: tax.item } } : {}),
})

/**
 * What the payer spends on one instalment, in fen: the amount itself, or a net one divided by one minus the rate, rounded half up. The tax is then
 * the rate of that, rounded half up, and what arrives is the stated net again, to the fen.
 */
export const grossAmount = (amount: Fen, tax: WithheldTax | undefined): Fen => {
  if (!tax || tax.stated === 'gross') return amount
  const rate = parseDecimal(tax.rate)
  if (!rate) throw new Error(`a tax rate is a decimal, got ${tax.rate}`)
  return fen(grossOf(amount, { stated: 'net', rate }))
}

export interface PayeeFound {
  subject: Subject
  name: string
}

/**
 * The payee whom a clause names by his part, from the registry: the employer of the day of decision, the spouse on record. `holder`: nobody else than
 * the holder. Undefined where the registry cannot say (landlord, agency, a spouse who is not registered): two persons of finance name him.
 */
export const findPayee = async (db: Tx, holder: Subject, role: PayeeRole, on: PlainDate): Promise<'holder' | PayeeFound | undefined> => {
  if (holder.kind !== 'person') return holder.kind === 'employer' && (role === 'employer' || role === 'base' || role === 'school') ? 'holder' : undefined
  return withHouseEyes(db, on, async () => {
    if (role === 'employer') {
      const { rows } = await sql<{ id: string; name: string }>`select e.id, e.name from pub.person p join pub.employer e on e.id = p.employer_id where p.id = ${holder.id}`.execute(db)
      return rows[0] && { subject: { kind: 'employer' as const, id: rows[0].id }, name: rows[0].name }
    }
    if (role === 'relative') {
      const { rows } = await sql<{ id: string; name: string }>`
        select p.id, p.name from pub.person p where p.id in (
          select member_id from pub.person_household_member where person_id = ${holder.id} and relation = '配偶' and member_id is not null
          union select person_id from pub.person_household_member where member_id = ${holder.id} and relation = '配偶') limit 2`.execute(db)
      const only = rows.length === 1 ? rows[0] : undefined
      return only && { subject: { kind: 'person' as const, id: only.id }, name: only.name }
    }
    return undefined
  })
}
