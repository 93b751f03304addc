import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../types.ts'
import { manifestName, papersName } from './format.ts'
import { papersIn, sweepPool } from './papers.ts'

const whole = /^juying-\d{8}T\d{6}Z$/
const draft = /^\.juying-\d{8}T\d{6}Z\.partial$/

export const poolOf = (folder: string): string => join(folder, 'papers')
/** `at` in UTC, to the second. */
export const backupName = (at: string): string => `juying-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
export const draftOf = (name: string): string => `.${name}.partial`

/** The whole backups in a folder, oldest first; what broke off has another name. */
export const backupsAt = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => whole.test(name) && existsSync(join(folder, name, manifestName))).toSorted() : [])

const Sayings = z.object({ at: z.string(), tables: z.array(z.object({ packed: z.number() })) })

/** When a backup was taken and how many bytes its tables take, packed; unbelieved, for a page that only says whether there is one. Undefined where its manifest cannot be read. */
export const sayingsOf = (backup: string): { at: Instant; bytes: string } | undefined => {
  try {
    const { at, tables } = Sayings.parse(JSON.parse(readFileSync(join(backup, manifestName), 'utf8')))
    return { at: at as Instant, bytes: String(tables.reduce((sum, { packed }) => sum + packed, 0)) }
  } catch {
    return undefined
  }
}

/** Takes away what broke off: nothing is being written while one asks. */
export const forgetDrafts = async (folder: string): Promise<void> => {
  if (existsSync(folder)) for (const name of readdirSync(folder).filter((one) => draft.test(one))) await rm(join(folder, name), { recursive: true, force: true })
}

/** Takes away all but the youngest `keep`, and the papers that none of the kept ones names. */
export const thin = async (folder: string, keep: number): Promise<string[]> => {
  const removed = backupsAt(folder).slice(0, -keep)
  for (const name of removed) await rm(join(folder, name), { recursive: true, force: true })
  const wanted = new Set<string>()
  for (const name of backupsAt(folder)) for await (const { sha } of papersIn(join(folder, name, papersName))) wanted.add(sha)
  await sweepPool(poolOf(folder), wanted)
  return removed
}
