import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Standard } from '../docs/security/clauses/clause.ts'
import { tagsIn } from './clause-tags.ts'
import { checkMapping, mapping } from './security-mapping.ts'

const harnesses = new Set(['rows'])
const tags = (...lines: string[]) => tagsIn('a.test.ts', lines.join('\n'), harnesses)
const standard = (...clauses: Standard['clauses']): Standard => ({ key: 'ASVS', page: 'asvs', title: 'ASVS', note: '', clauses })
const problems = (catalogue: Standard, text: string, exists = true) => mapping([catalogue], new Map([['a.test.ts', text]]), () => exists).problems

test('the pages of docs/security say what the tags say today, and each clause has a tag or a word', () => {
  expect(checkMapping(join(import.meta.dirname, '..'))).toEqual([])
})

test('a tag carries the sentence of its test within its group, of a table of tests, and of a harness', () => {
  expect(tags(`describe('the door', () => {`, '  // clause: ASVS 1.1.1; ASVS 1.1.2', '  // clause: PIPL 5', `  test('opens', () => {`, '  })', '})').tags).toEqual([
    { clause: 'ASVS 1.1.1', file: 'a.test.ts', test: 'the door › opens' },
    { clause: 'ASVS 1.1.2', file: 'a.test.ts', test: 'the door › opens' },
    { clause: 'PIPL 5', file: 'a.test.ts', test: 'the door › opens' },
  ])
  expect(tags('// clause: PIPL 5', 'test.each([', '  [1],', `])('of %s', () => {`).tags[0]?.test).toBe('of %s')
  expect(tags('// clause: PIPL 5', `test.for(lies)('%s: refused', () => {`).tags[0]?.test).toBe('%s: refused')
  expect(tags('// clause: PIPL 5', 'export const runRows: Harness = async () => {').tags[0]?.test).toBe('harness rows')
})

test.each([
  ['nothing below', '// clause: PIPL 5\n'],
  ['no test below', '// clause: PIPL 5\nconst a = 1'],
  ['a test that is skipped', `// clause: PIPL 5\ntest.skip('a', () => {})`],
  ['a test in a group that is skipped', `describe.skip('a', () => {\n  // clause: PIPL 5\n  test('b', () => {})\n})`],
  ['a test that is to be written', `// clause: PIPL 5\ntest.todo('a')`],
  ['a harness that npm test does not run', '// clause: PIPL 5\nexport const runAgreement: Harness = 1'],
  ['a tag in another form', `const a = 1 // clause: PIPL 5`],
])('%s is found', (_, text) => {
  expect(tagsIn('a.test.ts', text, harnesses).faults).not.toEqual([])
})

test('a test that stands in a comment bears no tag', () => {
  expect(tags('/*', '// clause: PIPL 5', `test('a', () => {})`, '*/').tags).toEqual([])
})

test('a tag without its clause, a clause without tag and word, twice, not there and tested, and a file that is gone are found', () => {
  const tagged = `// clause: ASVS 1\ntest('a', () => {})`
  expect(problems(standard({ id: '1', says: '一' }), tagged)).toEqual([])
  expect(problems(standard({ id: '1', says: '一', by: '`server/gone.ts`' }), tagged, false)).toEqual([expect.stringContaining('server/gone.ts')])
  expect(problems(standard({ id: '1', says: '一', paper: 'docs/gone.md' }), tagged, false)).toEqual([expect.stringContaining('docs/gone.md')])
  expect(problems(standard({ id: '1', says: '一', absent: '没有' }), tagged)).toEqual([expect.stringContaining('不涉及')])
  expect(problems(standard({ id: '1', says: '一' }, { id: '2', says: '二' }), tagged)).toEqual([expect.stringContaining('ASVS 2')])
  expect(problems(standard({ id: '2', says: '二', open: '没有' }), tagged)).toEqual([expect.stringContaining('没有条款“ASVS 1”')])
  expect(problems(standard({ id: '1', says: '一' }, { id: '1', says: '一' }), tagged)).toEqual(['有条款编号写了两次'])
})
