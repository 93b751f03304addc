import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect } from 'vitest'
import { readZip } from '../../../kernel/files/check/zip.ts'
import { hashOf } from '../../../kernel/files/store.ts'
import { yuan, type Id } from '../../../kernel/types.ts'
import { shortPath, noticeFirst, test, type CaseWorld } from '../../../test/case-desks.ts'
import { plainPdf, pngOf } from '../../../test/sample-files.ts'
import { look, upload } from '../../../test/upload.ts'
import type { Somebody } from '../../../test/world.ts'
import { agree, decide, submit, withdraw } from '../../contract.ts'
import { getCasePage } from '../../reading/contract.ts'
import { archivePath, caseDocuments } from '../contract.ts'
import { Manifest } from './contract.ts'
import { verifyArchive } from './verify.ts'

const measure = 'settling-in-subsidy'
const here = (page: { stepId: Id<'step'> | null }) => page.stepId ?? ('' as Id<'step'>)

/** A case with two papers, agreed and decided, and what the queue then did. */
const decided = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  const { ana, clerk } = await desk.eligible()
  const { county, office } = await desk.offices()
  const documents = [await upload(desk.world, ana), await upload(desk.world, ana, { bytes: pngOf(4, 4), name: '身份证.png', kind: 'identity' })]
  const { caseId, number } = await ana.does(submit, { measure, answers: {}, documents })
  await county.does(agree, { stepId: here(await county.asks(getCasePage, { caseId })), opinion: '材料齐全，予以通过' })
  await office.does(decide, { stepId: here(await office.asks(getCasePage, { caseId })), opinion: '同意' })
  await desk.world.runJobs()
  return { ana, clerk, county, office, caseId, number, documents }
}
const fetchArchive = async (desk: CaseWorld, who: Somebody, caseId: string) => desk.world.app.inject({ method: 'GET', url: archivePath(caseId), headers: { cookie: who.cookie } })

describe('a closed case', () => {
  test('is archived by itself: index, data, every paper as it came, manifest; the hash that the page shows is the package’s', async ({ desk }) => {
    const { county, caseId, number } = await decided(desk)
    const answer = await fetchArchive(desk, county, caseId)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${number}归档.zip`)}` })
    const { archive } = await county.asks(caseDocuments, { caseId })
    expect(archive).toMatchObject({ hash: hashOf(answer.rawPayload), bytes: answer.rawPayload.length, parts: 6, madeOn: '2026-06-15' })
    expect(verifyArchive(answer.rawPayload, archive?.hash)).toMatchObject({ findings: [], number, parts: 6 })
    const parts = new Map(readZip(answer.rawPayload).map((part) => [part.name, part.bytes]))
    expect([...parts.keys()]).toEqual(['归档目录.pdf', '办件数据.json', '材料/01-劳动合同-劳动合同.pdf', '材料/02-身份证件-身份证.png', 'manifest.json', 'manifest.sm3'])
    expect(parts.get('材料/01-劳动合同-劳动合同.pdf')?.equals(plainPdf())).toBe(true)
    expect(parts.get('材料/02-身份证件-身份证.png')?.equals(pngOf(4, 4))).toBe(true)
    expect(parts.get('manifest.sm3')?.toString().trim()).toBe(archive?.manifestHash)
    const data: unknown = JSON.parse(parts.get('办件数据.json')?.toString() ?? '')
    expect(data).toMatchObject({ record: { number, state: 'decided', amountFen: yuan(600_000).toString() }, steps: [{ opinion: '材料齐全，予以通过' }, { opinion: '同意' }] })
  })

  test('has an index that says path, opinions, amount, papers and their hashes in Chinese', async ({ desk }) => {
    const { county, caseId, number } = await decided(desk)
    const parts = readZip((await fetchArchive(desk, county, caseId)).rawPayload)
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const loading = getDocument({ data: new Uint8Array(parts[0]?.bytes ?? []), verbosity: 0 })
    const pdf = await loading.promise
    let words = ''
    for (let page = 1; page <= pdf.numPages; page++) words += (await (await pdf.getPage(page)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')
    await loading.destroy()
    const said = words.replaceAll(/\s/g, '')
    for (const wanted of [number, '高层次人才安家补贴', '青屿人才〔2024〕3号', '沈知远', '600,000元', '材料齐全，予以通过', '初审', '审定', '劳动合同.pdf', hashOf(plainPdf()), hashOf(pngOf(4, 4)), '提交申报']) expect(said).toContain(wanted)
  })

  test('with a notice says so, and one that was withdrawn is archived too', async ({ desk }) => {
    desk.edition({ path: noticeFirst })
    const { ana } = await desk.eligible()
    const { office } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    expect((await office.asks(caseDocuments, { caseId })).archive).toBeNull()
    await ana.does(withdraw, { caseId, note: '改由单位申报' })
    await desk.world.runJobs()
    const parts = readZip((await fetchArchive(desk, office, caseId)).rawPayload)
    expect(JSON.parse(parts[1]?.bytes.toString() ?? '')).toMatchObject({ record: { state: 'withdrawn', closedBecause: '改由单位申报' }, notices: [{ state: 'revoked', maskedName: '沈*远' }], award: null })
  })

  test('is archived once, however often the job runs', async ({ desk }) => {
    const { caseId, number } = await decided(desk)
    const payload = { caseId, number, from: 'toDecide', to: 'decided', verb: 'decide' }
    await desk.world.runJob('cases.archiveCase', payload)
    await desk.world.runJob('cases.archiveCase', payload)
    expect(await desk.world.asSystem((db) => db.selectFrom('cases.archive').select('id').execute())).toHaveLength(1)
    await expect(desk.world.database.adminQuery(`update cases.archive set parts = 1`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('gives its package to the offices that handle it, with a row in the audit trail, and to nobody else', async ({ desk }) => {
    const { ana, clerk, county, office, caseId } = await decided(desk)
    const { world } = desk
    const statusOf = async (who: Somebody) => (await fetchArchive(desk, who, caseId)).statusCode
    expect([await statusOf(county), await statusOf(office)]).toEqual([200, 200])
    expect([await statusOf(ana), await statusOf(clerk), await statusOf(await world.staff('leader')), await statusOf(await world.signIn('auditOfficer'))]).toEqual([403, 403, 403, 403])
    const stranger = await world.staff('reviewer', '980104', 'hr')
    expect(await statusOf(stranger)).toBe(404)
    expect((await ana.asks(caseDocuments, { caseId })).archive).toBeNull()
    const audited = await world.asSystem((db) => db.selectFrom('kernel.audit').select('accountId').where('verb', '=', 'cases.downloadArchive').execute())
    expect(audited.map(({ accountId }) => accountId)).toEqual([county.accountId, office.accountId])
  })

  test('takes no more papers, and its papers stay open to look at', async ({ desk }) => {
    const { ana, county, caseId, documents } = await decided(desk)
    await expect(upload(desk.world, ana, { caseId, kind: 'tax' })).rejects.toMatchObject({ kind: 'refused', code: 'closed' })
    expect((await look(desk.world, county, documents[0] ?? '')).statusCode).toBe(200)
  })
})

describe('verifying', () => {
  const taken = async (desk: CaseWorld) => {
    const { county, caseId } = await decided(desk)
    const bytes = (await fetchArchive(desk, county, caseId)).rawPayload
    return { bytes, parts: readZip(bytes) }
  }
  const repacked = (parts: readonly { name: string; bytes: Uint8Array }[]) => Buffer.from(zipSync(Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes])), { level: 0 }))

  test('one altered byte in any part is found, and the part is named', async ({ desk }) => {
    const { bytes, parts } = await taken(desk)
    for (const part of parts) {
      const at = bytes.indexOf(part.bytes)
      const altered = Buffer.from(bytes)
      altered[at + 3] = (altered[at + 3] ?? 0) ^ 1
      const { findings } = verifyArchive(altered)
      expect([part.name, findings.length > 0, findings.join().includes(part.name)]).toEqual([part.name, true, true])
    }
  })

  test('one altered byte anywhere is found with the hash that the house keeps', async ({ desk }) => {
    const { bytes } = await taken(desk)
    const expected = hashOf(bytes)
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 0x80
      expect([at, verifyArchive(altered, expected).findings.length > 0]).toEqual([at, true])
    }
  })

  test('a missing, an extra, a swapped file, and a manifest rewritten to fit are found', async ({ desk }) => {
    const { bytes, parts } = await taken(desk)
    expect(verifyArchive(repacked(parts.filter(({ name }) => !name.includes('身份证')))).findings).toEqual(['缺少“材料/02-身份证件-身份证.png”'])
    expect(verifyArchive(repacked([...parts, { name: '材料/03-补.pdf', bytes: plainPdf() }])).findings).toEqual(['多出“材料/03-补.pdf”，目录里没有'])
    const swapped = parts.map((part) => (part.name.includes('劳动合同') ? { ...part, bytes: plainPdf('forged') } : part))
    expect(verifyArchive(repacked(swapped)).findings).toEqual(['“材料/01-劳动合同-劳动合同.pdf”的内容被改动'])
    const manifest = Manifest.parse(JSON.parse(parts.find(({ name }) => name === 'manifest.json')?.bytes.toString() ?? ''))
    const forged = { ...manifest, parts: manifest.parts.map((part) => (part.name.includes('劳动合同') ? { ...part, bytes: plainPdf('forged').length, sm3: hashOf(plainPdf('forged')) } : part)) }
    const withManifest = swapped.map((part) => (part.name === 'manifest.json' ? { ...part, bytes: Buffer.from(JSON.stringify(forged)) } : part))
    expect(verifyArchive(repacked(withManifest)).findings).toEqual(['manifest.json 被改动：它的 SM3 与 manifest.sm3 不同'])
    const everything = withManifest.map((part) => (part.name === 'manifest.sm3' ? { ...part, bytes: Buffer.from(hashOf(Buffer.from(JSON.stringify(forged)))) } : part))
    expect(verifyArchive(repacked(everything)).findings).toEqual([])
    expect(verifyArchive(repacked(everything), hashOf(bytes)).findings).toEqual([expect.stringContaining('与登记的')])
  })

  test('what is no package, or lost its manifest, is said to be so', async ({ desk }) => {
    const { bytes, parts } = await taken(desk)
    expect(verifyArchive(Buffer.from('not a zip')).findings).toEqual([expect.stringContaining('结构被改动或损坏')])
    expect(verifyArchive(bytes.subarray(0, bytes.length - 10)).findings).toEqual([expect.stringContaining('结构被改动或损坏')])
    expect(verifyArchive(repacked(parts.filter(({ name }) => name !== 'manifest.json'))).findings).toEqual(['缺少 manifest.json，无法逐个核对'])
    expect(verifyArchive(repacked(parts.filter(({ name }) => name !== 'manifest.sm3'))).findings).toEqual(['缺少 manifest.sm3'])
    expect(verifyArchive(repacked(parts.map((part) => (part.name === 'manifest.json' ? { ...part, bytes: Buffer.from('{') } : part)))).findings).toContain('manifest.json 读不出来，无法逐个核对')
  })

  test('juying archive verify: 0 and 1 and 2, with sentences', async ({ desk }) => {
    const { bytes } = await taken(desk)
    const folder = mkdtempSync(join(tmpdir(), 'juying-archive-'))
    const root = join(import.meta.dirname, '../../..')
    const run = (...args: readonly string[]) => spawnSync(process.execPath, [join(root, 'cli/juying.ts'), 'archive', ...args], { cwd: root, encoding: 'utf8' })
    const file = join(folder, 'a.zip')
    writeFileSync(file, bytes)
    expect(run('verify', file, '--sm3', hashOf(bytes))).toMatchObject({ status: 0, stdout: expect.stringContaining('整包与登记的一致') })
    const altered = Buffer.from(bytes)
    const at = altered.indexOf(plainPdf()) + 12
    altered[at] = (altered[at] ?? 0) ^ 1
    writeFileSync(file, altered)
    expect(run('verify', file)).toMatchObject({ status: 1, stdout: expect.stringContaining('✗ “材料/01-劳动合同-劳动合同.pdf”的内容被改动') })
    expect(run('verify', join(folder, 'none.zip'))).toMatchObject({ status: 2, stderr: expect.stringContaining('读不到') })
    expect(run('verify', file, '--sm3', 'abc')).toMatchObject({ status: 2, stderr: expect.stringContaining('64 位') })
    expect(run('check', file)).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') })
    rmSync(folder, { recursive: true })
  })
})
