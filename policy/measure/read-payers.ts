import type { Item } from '../document/reader.ts'
import { multiply, toInteger } from '../language/decimal.ts'
import type { Give } from './edition.ts'
import type { Purse, Share, SharesOfPlace } from './payers.ts'
import { sumsToOne } from './read-schedule.ts'

const purses: readonly (readonly [Purse, RegExp])[] = [['city', /^市/], ['county', /^(县|区|各县|各区|开发区|高新区|新区)/], ['employer', /^(用人|所在|引进|申报)?(单位|企业)/], ['above', /^(省|国家|中央)/]]
const purseOf = (payer: string): Purse | undefined => purses.find(([, pattern]) => pattern.test(payer))?.[0]

/** `{ 市级: 40%, 县区: 60% }`, or a list of rows by place whose last one, without `in`, is for everywhere else. */
export function readPayers(item: Item): Pick<Give, 'paidBy' | 'paidByPlace'> {
  if (!item.isList()) return { paidBy: readShares(item), paidByPlace: [] }
  const rows = (item.list('paidBy') ?? []).flatMap((row) => {
    const entry = row.mapping('paidBy 的一行', ['in', 'shares'])
    const shares = entry?.need('shares')
    return entry && shares ? [{ row, places: entry.has('in') ? readPlaces(entry.get('in')) : undefined, shares: readShares(shares) }] : []
  })
  const others = rows.filter(({ places }) => places === undefined)
  if (others.length !== 1) item.error('payers', others.length === 0 ? 'paidBy 缺一行不写 in 的：其余地方由谁负担' : 'paidBy 只能有一行不写 in：其余地方由谁负担')
  const named = rows.flatMap(({ row, places, shares }) => (places ? [{ row, places, shares }] : []))
  named.forEach(({ row, places }, i) => {
    const before = named.slice(0, i).flatMap((one) => one.places)
    places.forEach(({ name, code }, k) => {
      const twice = [...before, ...places.slice(0, k)].find((one) => one.code.startsWith(code) || code.startsWith(one.code))
      if (twice) row.error('payers', `${name}（${code}）和${twice.name}（${twice.code}）重叠：一个地方只能有一种分担比例`)
    })
  })
  return { paidBy: others[0]?.shares ?? [], paidByPlace: named.map(({ places, shares }) => ({ places, shares })) }
}

function readPlaces(item: Item | undefined): SharesOfPlace['places'] {
  const entries = [...(item?.mapping('in', undefined)?.entries ?? [])]
  if (item && entries.length === 0) item.error('payers', 'in 要写明地方和代码，例如 { 岚山县: 980105 }')
  return entries.flatMap(([name, value]) => {
    const code = value.text(`${name}的代码`)
    if (code === undefined) return []
    if (!/^\d{6}(\d{3})?(\d{3})?$/.test(code)) return value.error('payers', `${name}的代码要写 6、9 或 12 位数字，这里是“${code.slice(0, 20)}”`) ?? []
    return [{ name, code }]
  })
}

function readShares(item: Item): Give['paidBy'] {
  const shares = [...(item.mapping('paidBy')?.entries ?? [])].flatMap(([payer, value]): Share[] => {
    const share = value.share(`${payer}的分担比例`)
    const purse = purseOf(payer)
    if (!share) return []
    if (!purse) return value.error('payers', `承担方“${payer}”看不出是哪一级：写成市级、县区、用人单位或省级`) ?? []
    const basisPoints = toInteger(multiply(share, { n: 10_000n, s: 0 }))
    if (basisPoints === undefined) return value.error('payers', `${payer}的分担比例最多写到万分之一`) ?? []
    return [{ payer, purse, share, basisPoints }]
  })
  const twice = shares.find((entry, i) => shares.findIndex(({ purse }) => purse === entry.purse) < i)
  if (twice) item.error('payers', `“${twice.payer}”和前面的承担方是同一级，合成一项写`)
  sumsToOne(item, shares.map((entry) => entry.share), '各方分担比例')
  return shares
}
