import { createHash, createHmac } from 'node:crypto'
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { genesis } from './chain.ts'

/**
 * Where the ends of all chains stood, written down outside the database each minute: what was cut off, rewritten or restored from an old
 * backup disagrees with it. One JSON line each, chained by HMAC-SM3 like the rows. The file belongs on another machine or on paper too.
 */
const Anchor = z.strictObject({
  at: z.iso.datetime(),
  /** Only within one run must lines follow each other each minute. */
  why: z.enum(['start', 'minute', 'stop']),
  /** How many rows from before the chain was there. */
  unchained: z.number().int(),
  /** The last number of each chain. */
  ends: z.array(z.number().int()),
  /** SM3 over the codes of those rows, chain by chain. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Anchor = z.infer<typeof Anchor>
export type Heads = readonly { no: number; mac: Uint8Array }[]

export const digestOf = (macs: readonly Uint8Array[]): string => {
  const hash = createHash('sm3')
  for (const mac of macs) hash.update(mac)
  return hash.digest('hex')
}

const macOf = (key: Buffer, before: string, { mac: _, ...said }: Anchor): string => createHmac('sm3', key).update(before).update(JSON.stringify(said)).digest('hex')

const lines = (file: string): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
const parsed = (line: string): Anchor | undefined => {
  try {
    return Anchor.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

/** Room for the last lines of the file: one is some 500 bytes. */
const tail = 16 * 1024

const lastMac = (file: string): string => {
  if (!existsSync(file)) return genesis.toString('hex')
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const kept = Buffer.alloc(Math.min(size, tail))
    readSync(handle, kept, 0, kept.length, size - kept.length)
    return kept.toString('utf8').split('\n').map(parsed).findLast((anchor) => anchor !== undefined)?.mac ?? genesis.toString('hex')
  } finally {
    closeSync(handle)
  }
}

/** Adds a line and sees to it that it is on the disk. */
export const writeAnchor = (file: string, key: Buffer, { why, unchained, heads, at }: { why: Anchor['why']; unchained: number; heads: Heads; at: string }): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const before = lastMac(file)
  const said: Anchor = { at, why, unchained, ends: heads.map(({ no }) => no), digest: digestOf(heads.map(({ mac }) => mac)), mac: '' }
  const handle = openSync(file, 'a', 0o600)
  try {
    writeSync(handle, `${JSON.stringify({ ...said, mac: macOf(key, before, said) })}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The anchors that can be believed, and what is wrong with the file. A last line torn by a loss of power is passed over where the next run went on from the one before. */
export const readAnchors = (file: string, key: Buffer): { anchors: Anchor[]; findings: string[] } => {
  const anchors: Anchor[] = []
  const findings: string[] = []
  let before = genesis.toString('hex')
  for (const [at, line] of lines(file).entries()) {
    const anchor = parsed(line)
    if (!anchor) {
      findings.push(`锚定文件第 ${at + 1} 行读不懂`)
      continue
    }
    if (anchor.mac !== macOf(key, before, anchor)) findings.push(`锚定文件第 ${at + 1} 行（${anchor.at}）与前一行接不上：有行被改动、删去或插入`)
    else anchors.push(anchor)
    before = anchor.mac
  }
  return { anchors, findings }
}
