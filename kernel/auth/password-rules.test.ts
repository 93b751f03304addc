import { describe, expect, test } from 'vitest'
import { isCommon } from './common-passwords.ts'
import { weaknessOf } from './password-rules.ts'

const words = ['county-hr', '季明川', '青屿', 'qingyu', '聚英', 'juying']

// clause: GB/T 22239 8.1.4.1 a; ASVS 6.2.1; ASVS 6.2.4; ASVS 6.2.5; ASVS 6.2.11; ASVS 6.2.12
describe('what a password has to be', () => {
  test.each([
    ['short', 'Tr0ub4dor&3'],
    ['short', '十一个字的口令不够长'],
    ['long', '海'.repeat(201)],
    ['repeated', 'aaaaaaaaaaaa'],
    ['repeated', 'abcabcabcabcabc'],
    ['repeated', '123456789012'],
    ['repeated', 'qwertyuiop123456'],
    ['repeated', '1qaz2wsx3edc'],
    ['common', 'Password2026!'],
    ['common', 'P@ssw0rd2026'],
    ['common', 'iloveyou123456'],
    ['common', 'passwordpassword'],
    ['ownWords', '青屿青屿青屿20262026'],
    ['ownWords', 'qingyu-county-hr-2026'],
    ['ownWords', '季明川在聚英20261128'],
  ])('%s: %s', (weakness, password) => {
    expect(weaknessOf(password, words)).toBe(weakness)
  })

  test.each(['correct horse battery', '退潮后的滩涂上有三只白鹭', 'vmq7-tadpole-lantern', 'password 是我最先想到的词', '青屿的渡船晚上九点以后不开'])('may be used: %s', (password) => {
    expect(weaknessOf(password, words)).toBeUndefined()
  })

  test('the list that ships is the whole list', () => {
    for (const word of ['123456', 'password', 'qwerty', 'dragon', 'letmein', 'zxcvbnm']) expect(isCommon(word)).toBe(true)
    for (const word of ['青屿', 'juying', '', 'xq7vplk2']) expect(isCommon(word)).toBe(false)
  })
})
