import type { PlainDate } from '../types.ts'
import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'
import { identityCheck, readIdentityNumber } from './identity-number.ts'

/** Documents that name a person. Real lists hold numbers of non-citizens, so a number means nothing without its type. */
export const documentTypes = [
  '居民身份证', '港澳台居民居住证', '外国人永久居留身份证', '护照', '港澳居民来往内地通行证', '台湾居民来往大陆通行证',
] as const
export type DocumentType = (typeof documentTypes)[number]

export type IdentityDocument = {
  readonly type: DocumentType
  readonly number: string
  /** Known only where the number itself carries them. */
  readonly birthDate?: PlainDate
  readonly sex?: '男' | '女'
}

/** Checks a document number against the build of its type; refuses with the place of the mistake. */
export function readIdentityDocument(type: string, text: string, today?: PlainDate): Checked<IdentityDocument> {
  const kind = documentTypes.find((t) => t === squeeze(type)) ?? (squeeze(type) === '身份证' ? '居民身份证' : undefined)
  if (kind === undefined) return wrong(`证件类型“${type}”不在目录内，可填：${documentTypes.join('、')}`)
  const number = squeeze(text).toUpperCase()
  if (number === '') return wrong('未填写证件号码')
  switch (kind) {
    case '居民身份证':
    case '港澳台居民居住证': {
      const read = readIdentityNumber(number, today)
      if (!read.ok) return read
      const permit = read.value.kind === 'residencePermit'
      if (permit !== (kind === '港澳台居民居住证')) {
        return wrong(permit ? '该号码以81、82或83开头，证件类型应为港澳台居民居住证' : '港澳台居民居住证号码应以81、82或83开头')
      }
      return good({ type: kind, number: read.value.number, birthDate: read.value.birthDate, sex: read.value.sex })
    }
    case '外国人永久居留身份证':
      return foreignResident(number)
    case '护照':
      return /^[A-Z0-9]{5,15}$/.test(number) ? good({ type: kind, number }) : wrong('护照号码应为5至15位字母或数字')
    case '港澳居民来往内地通行证':
      return /^[HM]\d{8}(\d{2})?$/.test(number) ? good({ type: kind, number }) : wrong('港澳居民来往内地通行证号码应为H或M加8位（旧版10位）数字')
    case '台湾居民来往大陆通行证':
      return /^\d{8}(\d{2})?$/.test(number) ? good({ type: kind, number }) : wrong('台湾居民来往大陆通行证号码应为8位（旧版10位）数字')
  }
}

// The 2023 model has 18 digits beginning with 9 and the check character of GB 11643; the older one has three letters and twelve digits.
function foreignResident(number: string): Checked<IdentityDocument> {
  const type = '外国人永久居留身份证'
  if (/^[A-Z]{3}\d{12}$/.test(number)) return good({ type, number })
  if (!/^9\d{16}[\dX]$/.test(number)) return wrong('外国人永久居留身份证号码应为9开头的18位号码，或旧版的3位字母加12位数字')
  const expected = identityCheck(number)
  return number[17] === expected ? good({ type, number }) : wrong(`第18位校验码应为 ${expected}，实为 ${number[17] ?? ''}`)
}
