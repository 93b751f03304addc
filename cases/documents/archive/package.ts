import { zipSync } from 'fflate'
import { hashOf } from '../../../kernel/files/store.ts'
import { paperPdf } from '../../../kernel/pdf/paper.ts'
import { documentKinds } from '../contract.ts'
import { archiveFormat, manifestHashName, manifestName, type Manifest } from './contract.ts'
import type { CaseFile } from './gather.ts'
import { indexPaper } from './index-paper.ts'

export interface Package {
  bytes: Buffer
  manifestHash: string
  parts: number
}

interface Part {
  name: string
  says: string
  bytes: Buffer
}

/**
 * One closed case as one file: index with the font inside, the record as data, each paper as it came, and the manifest over all of them.
 * Parts lie unpacked one after another, so that whoever changes a byte changes exactly that part. Equal cases give equal packages.
 */
export const packageOf = async (file: CaseFile, contentOf: (hash: string) => Promise<Buffer>): Promise<Package> => {
  const { record, documents } = file
  const data: Part = { name: '办件数据.json', says: '办件数据', bytes: Buffer.from(`${JSON.stringify(file, plain, 2)}\n`) }
  const papers: Part[] = []
  for (const [index, { kind, fileName, hash }] of documents.entries()) {
    papers.push({ name: `材料/${String(index + 1).padStart(2, '0')}-${documentKinds[kind]}-${fileName}`, says: documentKinds[kind], bytes: await contentOf(hash) })
  }
  const listed = [data, ...papers].map(entryOf)
  const index: Part = { name: '归档目录.pdf', says: '归档目录', bytes: await paperPdf(indexPaper(file, listed), { title: `${record.number}归档目录` }) }
  const manifest: Manifest = { format: archiveFormat, number: record.number, title: record.title, closedOn: record.closedOn ?? '', parts: [entryOf(index), ...listed] }
  const manifestBytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const manifestHash = hashOf(manifestBytes)
  const all = [index, data, ...papers, { name: manifestName, bytes: manifestBytes }, { name: manifestHashName, bytes: Buffer.from(`${manifestHash}\n`) }]
  // The zip format keeps local times without a zone: noon of the closing day, whatever clock this machine has.
  const [year = 1980, month = 1, day = 1] = (record.closedOn ?? '1980-01-01').split('-').map(Number)
  const bytes = Buffer.from(zipSync(Object.fromEntries(all.map((part) => [part.name, part.bytes])), { level: 0, mtime: new Date(year, month - 1, day, 12) }))
  return { bytes, manifestHash, parts: all.length }
}

const entryOf = ({ name, says, bytes }: Part): Manifest['parts'][number] => ({ name, says, bytes: bytes.length, sm3: hashOf(bytes) })

/** Money is a string of digits in JSON, everywhere. */
const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)
