import { createHash } from 'node:crypto'

/** A uuid that looks like version 7 and depends on seed, kind and index alone, so that the same city has the same addresses again. */
export const idOf = (seed: number, kind: string, index: number): string => {
  const hash = createHash('md5').update(`${seed}|${kind}|${index}`).digest('hex')
  // The first 48 bits grow with the index: records of a city stay together in the primary key's index.
  const time = (0x018b_0000_0000 + index).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${'89ab'[parseInt(hash[3] ?? '0', 16) % 4] ?? '8'}${hash.slice(4, 7)}-${hash.slice(7, 19)}`
}
