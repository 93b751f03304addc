import iconv from 'iconv-lite'
import { describe, expect } from 'vitest'
import { identityCheck } from '../kernel/codes/identity-number.ts'
import { paperPdf } from '../kernel/pdf/paper.ts'
import { exportOf } from '../test/exports.ts'
import { csv, numberOf, openSource, deliver, personWith, rowsOf } from '../test/feeds.ts'
import { multipart } from '../test/multipart.ts'
import { test, type Somebody, type World } from '../test/world.ts'
import { getPerson, listPeople, revealDocument } from './contract.ts'
import { addDocument } from './documents/contract.ts'
import { exportExchange } from './exchange/contract.ts'
import { readFile } from './exchange/file.ts'
import { runImport, Uploaded, uploadPath } from './import/contract.ts'
import { readingOf } from './reading.ts'

const thirty = '古丽巴哈尔·阿不都热西提·买买提依明·吐尔逊江·艾合买提江'
const head = ['姓名', '证件类型', '证件号码', '性别', '出生日期', '所在地']

const bring = async (world: World, office: Somebody, ...lines: string[][]) => {
  const form = multipart(iconv.encode(csv(head, ...lines).toString(), 'gb18030'), '名单.csv', { source: '市人社局' })
  const response = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: office.cookie, ...form.headers }, payload: form.payload })
  const { batchId } = Uploaded.parse(response.json())
  await world.runJobs()
  await office.does(runImport, { batchId, leaveWrong: false })
  await world.runJobs()
}

const pdfText = async (bytes: Buffer): Promise<string> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const { items } = await (await (await loading.promise).getPage(1)).getTextContent()
  await loading.destroy()
  return items.map((item) => ('str' in item ? item.str : '')).join('')
}

describe('people whom lists get wrong', () => {
  test('names of one and of thirty characters, of letters, and outside the basic plane come in, are found and go out', async ({ world }) => {
    expect([...thirty].length).toBeGreaterThanOrEqual(28)
    const office = await world.staff('talentOffice')
    await bring(world, office,
      ['岑', '居民身份证', numberOf(1), '', '', '980101001'], [thirty, '居民身份证', numberOf(2), '', '', '980101001'], ['𠮷𬱖', '居民身份证', numberOf(3), '', '', '980101001'],
      ["Jean-Luc O'Neil", '护照', '12AB34567', '男', '1980-01-01', '980101001'])
    const names = async (search: string) => (await office.lists(listPeople, { search })).rows.map(({ name }) => name)
    expect(await names('岑')).toEqual(['岑'])
    expect(await names('cen')).toEqual(['岑'])
    expect(await names('吐尔逊江')).toEqual([thirty])
    expect(await names('𠮷')).toEqual(['𠮷𬱖'])
    expect(await names('𬱖')).toEqual(['𠮷𬱖'])
    expect(await names('jidi')).toEqual(['𠮷𬱖'])
    expect(await names('jd')).toEqual(['𠮷𬱖'])
    expect(await names('jean')).toEqual(["Jean-Luc O'Neil"])
    const cells = (await exportOf(world, office, listPeople)).rows.flat()
    for (const name of ['岑', thirty, '𠮷𬱖', "Jean-Luc O'Neil"]) expect(cells).toContain(name)
    const numbers = (await office.lists(listPeople, {})).rows.map(({ number }) => number)
    for (const format of ['xml', 'json'] as const) {
      const { text } = await office.does(exportExchange, { numbers, format, masked: true, purpose: '核对交换格式' })
      expect(readFile(text).people.map(({ name }) => name).toSorted()).toEqual(['岑', thirty, '𠮷𬱖', "Jean-Luc O'Neil"].toSorted())
    }
    const printed = await pdfText(await paperPdf([{ is: 'pairs', pairs: [['姓名', thirty], ['姓名', '𠮷𬱖']] }], { title: '证明' }))
    expect(printed.replaceAll(/\s/g, '')).toContain(thirty)
    expect(printed).toContain('𠮷𬱖')
  })

  test('a reading is found for rare characters that have a common form, and missing ones leave the rest readable', () => {
    expect(readingOf('𠮷田')).toEqual({ pinyin: 'jitian', initials: 'jt' })
    expect(readingOf('赵孟𫖯')).toEqual({ pinyin: 'zhaomengfu', initials: 'zmf' })
    expect(readingOf('王𡈼')).toEqual({ pinyin: 'wang', initials: 'w' })
  })

  test('two documents of one person find one record; a number belongs to one person only', async ({ world }) => {
    const permit = `82000019900101001${identityCheck('82000019900101001')}`
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const passport = { personId, documentType: '护照', number: 'E12345678', name: 'SHEN, Zhiyuan', validTo: null, source: '窗口核验原件' } as const
    expect(await office.does(addDocument, passport)).toEqual({ hint: '5678' })
    await expect(office.does(addDocument, passport)).rejects.toMatchObject({ code: 'taken' })
    await expect(office.does(addDocument, { ...passport, documentType: '居民身份证', number: numberOf(1) })).rejects.toMatchObject({ code: 'taken' })
    await expect(office.does(addDocument, { ...passport, documentType: '港澳台居民居住证', number: numberOf(2) })).rejects.toMatchObject({ code: 'wrongNumber' })
    await office.does(addDocument, { ...passport, documentType: '港澳台居民居住证', number: permit })
    expect((await office.asks(getPerson, { personId })).otherDocuments.map(({ documentType, name }) => `${documentType} ${name}`).toSorted()).toEqual(['护照 SHEN, Zhiyuan', '港澳台居民居住证 SHEN, Zhiyuan'])
    expect((await office.does(revealDocument, { personId, reason: '核对材料原件' })).documentNumber).toBe(numberOf(1))
    // A delivery that names him by his passport reaches the same record, and nobody is registered a second time under it.
    const report = await deliver(world, office, await openSource(office, 'education'), csv(['姓名', '证件类型', '证件号码', '学历', '院校'], ['Shen Zhiyuan', '护照', 'e12345678', '本科', '青屿大学']))
    expect(report).toMatchObject({ newRows: 1, quarantinedRows: 0 })
    expect(await rowsOf(world, 'degree', personId)).toHaveLength(1)
    await expect(world.asSystem((db) => db.updateTable('registry.person').set({ documentIndex: (eb) => eb.selectFrom('registry.personDocument').select('documentIndex').limit(1) }).where('id', '=', personId).execute())).rejects.toThrow('已经登记')
  })
})
