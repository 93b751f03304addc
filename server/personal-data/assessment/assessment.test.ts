import { Buffer } from 'node:buffer'
import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import { answerOf, everyRole, somebodyAs } from '../../../test/may.ts'
import { test } from '../../../test/world.ts'
import { sealedColumns } from '../../sealed-columns.ts'
import { register } from '../register.ts'
import { askDataRequest } from '../requests/contract.ts'
import { assessmentReaders, takeAssessment } from './contract.ts'

const textOf = (document: string): string => strFromU8(unzipSync(Buffer.from(document, 'base64'))['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')

// clause: PIPL 55; PIPL 56
test('the impact assessment is written from the register, the sealed columns, the permissions and the counts; what only the operator knows is blank', async ({ world }) => {
  const ana = await world.talent({ name: '柏木千寻' })
  await ana.does(askDataRequest, { kind: 'objection', says: '' })
  const officer = await world.signIn('securityOfficer')
  const { name, document, blanks } = await officer.does(takeAssessment, {})
  expect(name).toBe('个人信息保护影响评估报告 2026-06-15.docx')
  const text = textOf(document)
  for (const said of ['系统登记人才 1 人、账号 2 个', `处理个人信息 ${register.length} 类`, `下列 ${sealedColumns.length} 项逐条加密保存`, '人才的证件号码', '不接受自动决定已照办 1 件；逾期 0 件', '附表：个人信息处理活动记录', '第五十六条']) expect(text).toContain(said)
  for (const { sensitive } of register) if (sensitive) expect(text).toContain(sensitive)
  expect(text.split('由本单位填写：').length - 1).toBe(blanks)
  expect(blanks).toBeGreaterThan(8)
  expect(text).not.toContain('柏木千寻')
  // As of the day: a second person counts, a request that is late is said to be.
  await ana.does(askDataRequest, { kind: 'restriction', says: '对登记有异议，正在核对' })
  world.setToday('2026-07-08')
  const later = textOf((await (await world.signIn('securityOfficer')).does(takeAssessment, {})).document)
  expect(later).toContain('限制处理待答复 1 件；逾期 1 件')
})

test('who takes the assessment: those who read the register', async ({ world }) => {
  for (const role of everyRole) expect([role, await answerOf((await somebodyAs(world, role)).does(takeAssessment, {}))]).toEqual([role, assessmentReaders.some((one) => one === role) ? 'yes' : 'denied'])
})
