import type { Declaration } from '../../../kernel/action.ts'
import { withHouseEyes } from '../../../kernel/db/elevate.ts'
import { implement, type Handler } from '../../../kernel/implement.ts'
import { officialDocument } from '../../../indicators/writing/write/official.ts'
import { takeAssessment } from './contract.ts'
import { gather } from './facts.ts'
import { partsOf, recordsOf } from './paper.ts'

/** `declarations`: what the house can do, which only the house as a whole knows. */
export const assessmentHandler = (declarations: () => readonly Declaration[]): Handler =>
  implement(takeAssessment, async ({ db, today, touched }) => {
    const facts = await withHouseEyes(db, today, () => gather(db, declarations()))
    const parts = partsOf(facts, today)
    const bytes = await officialDocument(parts, { sources: recordsOf(facts), sourcesHead: '附表：个人信息处理活动记录' })
    touched({ tables: String(facts.tables.length) })
    return { name: `个人信息保护影响评估报告 ${today}.docx`, document: Buffer.from(bytes).toString('base64'), blanks: parts.reduce((sum, { text }) => sum + text.split('（由本单位填写：').length - 1, 0) }
  })
