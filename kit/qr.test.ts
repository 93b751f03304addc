import { Ecc, QrCode, QrSegment } from '@rc-component/qrcode/es/libs/qrcodegen.js'
import { expect, test } from 'vitest'
import { qrCode } from './qr.ts'

const theirs = (text: string, mask: number): boolean[][] => {
  const code = QrCode.encodeSegments([QrSegment.makeBytes([...new TextEncoder().encode(text)])], Ecc.MEDIUM, 1, 40, mask, false)
  return code.getModules()
}

test('every square of every size and mask stands where the library of components puts it', () => {
  for (const [index, length] of [1, 14, 15, 40, 84, 120, 180, 230, 300, 420, 600, 900, 1300, 2331].entries()) {
    const text = 'JYK1.聚英'.repeat(400).slice(0, length)
    const own = new TextEncoder().encode(text).length > 2331 ? 'x'.repeat(2331) : text
    expect(qrCode(own, index % 8), `${length}`).toEqual(theirs(own, index % 8))
  }
  for (let mask = 0; mask < 8; mask++) expect(qrCode('https://juying.example/', mask), `mask ${mask}`).toEqual(theirs('https://juying.example/', mask))
})

test('what is too long is refused, and the mask that is chosen is one of the eight', () => {
  expect(() => qrCode('x'.repeat(2332))).toThrow(RangeError)
  const chosen = JSON.stringify(qrCode('JYK1.abc'))
  expect(Array.from({ length: 8 }, (_, mask) => JSON.stringify(qrCode('JYK1.abc', mask)))).toContain(chosen)
})
