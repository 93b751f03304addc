import { awardsOfHolder } from '../fund/index.ts'
import { implementQuery, Missing, type Handler } from '../kernel/implement.ts'
import type { Subject } from '../measures/types.ts'
import { myAwards, myDates } from './contract.ts'
import { datesOf } from './dates.ts'
import { resultsHandlers } from './results/results.ts'

const myAwardsHandler = implementQuery(myAwards, async ({ db, actor }) => {
  const holder: Subject = actor.role === 'employerClerk' ? { kind: 'employer', id: actor.employerId ?? '' } : { kind: 'person', id: actor.personId ?? '' }
  if (!holder.id) throw new Missing()
  const awards = await awardsOfHolder(db, holder)
  return {
    awards: awards.map(({ amountFen, paidFen, instalments, ...award }) => ({
      ...award,
      amount: amountFen,
      paid: paidFen,
      instalments: instalments.map(({ amountFen: amount, ...instalment }) => ({ ...instalment, amount })),
    })),
  }
})

const myDatesHandler = implementQuery(myDates, async ({ db, actor, today }) => {
  if (!actor.personId) throw new Missing()
  return { dates: await datesOf(db, actor.personId, today) }
})

export const portalHandlers: Handler[] = [myAwardsHandler, myDatesHandler, ...resultsHandlers]
