import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { encodingNames, needlesOf } from './needles.ts'
import { scannerOf } from './scan.ts'
import { canary, secrets } from './secrets.ts'

const needles = needlesOf(secrets)
const scanner = scannerOf(needles)

test('each secret is found in each encoding, at any place, also across the border of two pieces', () => {
  expect(encodingNames.length).toBeGreaterThanOrEqual(20)
  for (const needle of needles) {
    const before = randomBytes(100 + (needle.bytes.length % 7))
    const bytes = Buffer.concat([before, needle.bytes, randomBytes(50)])
    expect(scanner.scan(bytes)).toContain(needle)
    for (const cut of [before.length + 1, before.length + needle.bytes.length - 1, before.length + (needle.bytes.length >> 1)]) {
      const stream = scanner.stream()
      stream.push(bytes.subarray(0, cut))
      stream.push(bytes.subarray(cut))
      expect(stream.found).toContain(needle)
    }
  }
})

test('base64 is found however many bytes stand before it and whatever stands behind it', () => {
  for (const { forms: [form = ''], name } of secrets)
    for (let before = 0; before < 6; before++)
      for (let behind = 0; behind < 3; behind++) {
        const text = Buffer.from(`${'x'.repeat(before)}${form}${'é'.repeat(behind)}`).toString('base64')
        expect([...scanner.scan(Buffer.from(text))].map(({ secret }) => secret)).toContain(name)
      }
})

test('nothing is found in what holds none, nor in a value with one digit changed', () => {
  expect(scanner.scan(randomBytes(16 * 1024 * 1024)).size).toBe(0)
  const other = canary.identity.slice(0, 9) + String((Number(canary.identity[9]) + 1) % 10) + canary.identity.slice(10)
  expect(scanner.scan(Buffer.from(`${other} 10007391847 1313372.80`)).size).toBe(0)
})
