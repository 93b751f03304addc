import { expect, test } from 'vitest'
import { changedLines, lineDiff } from './line-diff.ts'

const shown = (before: string, after: string) => lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', old: '-', new: '+' }[kind]}${text}`)

test('lines that stayed, went and came, in reading order', () => {
  expect(shown('a\nb\nc\nd', 'a\nc\nx\nd')).toEqual([' a', '-b', ' c', '+x', ' d'])
  expect(shown('a', 'a')).toEqual([' a'])
  expect(shown('', 'a')).toEqual(['-', '+a'])
})

test('only the lines around a difference are kept, with a mark where some were left out', () => {
  const before = Array.from({ length: 20 }, (_, at) => `${at}`).join('\n')
  const after = before.replace('\n3\n', '\n三\n').replace('\n15\n', '\n十五\n')
  expect(changedLines(lineDiff(before, after)).map(({ text, gap }) => [text, gap])).toEqual([['2', true], ['3', false], ['三', false], ['4', false], ['14', true], ['15', false], ['十五', false], ['16', false]])
})

test('old and new lines together give both texts back', () => {
  const [a, b] = ['q\nw\ne\nr\nt\ny', 'w\nq\ne\nt\nr\ny\nu']
  const lines = lineDiff(a, b)
  expect(lines.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('\n')).toBe(a)
  expect(lines.filter(({ kind }) => kind !== 'old').map(({ text }) => text).join('\n')).toBe(b)
})
