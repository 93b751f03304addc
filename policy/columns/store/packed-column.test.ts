import { expect, test } from 'vitest'
import type { Type } from '../../language/type.ts'
import { Memory } from './memory.ts'
import { PackedColumn } from './packed-column.ts'

const notes: Type = { kind: 'list', of: { kind: 'text' } }

test('what is written is read again, also where a segment is filled to its last byte', () => {
  const column = new PackedColumn(new Memory(), '名单', notes)
  // four units a row: a segment is full after 16,384 of them, with nothing left
  const text = (row: number) => `${row}`.padStart(45, '-')
  const rows = 40_000
  for (let row = 0; row < rows; row += 1) {
    column.extend(Math.floor(row / 8192) + 1)
    expect(column.write(row, [text(row)])).toBe(true)
  }
  for (let row = 0; row < rows; row += 1) expect(column.read(row)).toEqual([text(row)])
  expect(column.bytesOutside).toBe(3 << 20)
})

test('a row written anew gives its place back to the next of that size', () => {
  const column = new PackedColumn(new Memory(), '名单', notes)
  column.extend(1)
  for (let turn = 0; turn < 50_000; turn += 1) column.write(turn % 100, [`第${turn % 7}次`])
  expect(column.bytesOutside).toBe(1 << 20)
})
