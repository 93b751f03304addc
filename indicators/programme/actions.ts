import { partsOf } from '../../kernel/calendar/plain-date.ts'
import { implementQuery } from '../../kernel/implement.ts'
import { askedOf, figureReader } from '../reading.ts'
import { getPlace } from '../store.ts'
import { askProgramme, programmeNames } from './contract.ts'
import * as store from './store.ts'

/** Read as the role that sees the schema pub alone, in the asker's own scope. */
const programmeHandler = implementQuery(askProgramme, async (context, { programme, ...where }) => {
  const { asOf, place } = askedOf(context, where)
  const { code, name: placeName } = await getPlace(context.db, place)
  const name = programmeNames[programme]
  const within = { name, asOf, place, year: partsOf(asOf).year }
  const { today } = context
  const known = await context.database.asReader({ actor: figureReader(context.actor), today }, async (db) => ({
    targets: await store.targetsOf(db, `${programme}.introduced`, within),
    cohorts: await store.cohortsOf(db, within),
    lines: await store.linesOf(db, within),
    measures: await store.measuresOf(db, within),
  }))
  return { name, asOf, place: { code, name: placeName }, ...known }
})

export const programmeHandlers = [programmeHandler]
