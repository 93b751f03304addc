import { asvsInput } from './asvs-1.ts'
import { asvsIdentity } from './asvs-2.ts'
import { asvsOperation } from './asvs-3.ts'
import type { Standard } from './clause.ts'

export const asvs: Standard = {
  key: 'ASVS',
  page: 'asvs',
  title: 'OWASP ASVS 5.0.0 第一、二级',
  note: '编号是 OWASP 的（V1.2.3 写作 1.2.3），话是自己的；第三级不列。',
  clauses: [...asvsInput, ...asvsIdentity, ...asvsOperation],
}
