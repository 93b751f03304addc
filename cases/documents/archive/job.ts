import { sql } from 'kysely'
import { houseFiles } from '../../../kernel/files/store.ts'
import { declareJob, implementJob, type JobHandler } from '../../../kernel/jobs/declare.ts'
import { caseMoved } from '../../contract.ts'
import { lockHash } from '../store.ts'
import { archiveLimits } from './contract.ts'
import { closingToArchive, gather } from './gather.ts'
import { packageOf } from './package.ts'

export const archiveCase = declareJob({ name: 'cases.archiveCase', label: '归档', payload: caseMoved.payload })

/**
 * Whenever a case has moved: if that closed it and this closing has no package yet, one is made. May run twice; a case that is opened and
 * closed again gets a second package beside the first.
 */
const archiveJob = implementJob(
  archiveCase,
  async ({ database, today }, { caseId }) => {
    await database.asSystem(today, async (db) => {
      const closedAt = await closingToArchive(db, caseId)
      if (closedAt === undefined) return
      const files = houseFiles()
      const { bytes, manifestHash, parts } = await packageOf(await gather(db, caseId), (hash) => files.open(hash))
      const stored = await files.put(bytes, archiveLimits.unfolded)
      await lockHash(db, stored.hash)
      await db
        .insertInto('cases.archive')
        .values({ caseId, closedAt: sql<string>`${closedAt}::timestamptz`, hash: stored.hash, bytes: BigInt(stored.bytes), manifestHash, parts, madeOn: today })
        .onConflict((conflict) => conflict.columns(['caseId', 'closedAt']).doNothing())
        .execute()
    })
  },
  { on: [caseMoved] },
)

export const archiveJobs: JobHandler[] = [archiveJob]
