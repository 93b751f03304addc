import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where keys come from: files now, a hardware module later. A purpose is e.g. 'seal:registry.person.phone'; a generation is one master secret: the first is
 * made with the house, each rotation adds one.
 */
export interface KeyProvider {
  /** 32 bytes, the same for the same purpose and generation for ever. Throws when this generation is not there. */
  key(purpose: string, generation?: number): Buffer
  /** In which new values are sealed: the youngest, at most some seconds after it was added. */
  current(): number
}

/** What no rotation changes (blind indexes, the audit chain) belongs to the first generation. */
const firstGeneration = 1
/** A running house sees a generation that was added beside it within this time. */
export const generationSeenWithin = 5_000

const fileOf = (folder: string, generation: number): string => join(folder, generation === firstGeneration ? 'field.key' : `field.${generation}.key`)

/**
 * Keys derived (HKDF-SHA-256) from the master secrets in `<home>/keys/`, the first made on first use, readable by the service alone.
 * Whoever restores a backup needs these files too: without them sealed columns stay sealed.
 */
export const fileKeys = (home: string): KeyProvider => {
  const folder = join(home, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  makeOnce(fileOf(folder, firstGeneration))
  const masters = new Map([[firstGeneration, readMaster(fileOf(folder, firstGeneration))]])
  const derived = new Map<string, Buffer>()
  let youngest = { generation: youngestIn(folder), seen: Date.now() }
  const masterOf = (generation: number): Buffer => {
    const known = masters.get(generation)
    if (known) return known
    const file = fileOf(folder, generation)
    if (!existsSync(file)) throw new Error(`第 ${generation} 代密钥 ${file} 不在：用它加密的内容打不开。请从备份恢复这个文件。`)
    const master = readMaster(file)
    masters.set(generation, master)
    return master
  }
  return {
    key: (purpose, generation = firstGeneration) => {
      const name = `${generation}|${purpose}`
      const known = derived.get(name)
      if (known) return known
      const made = Buffer.from(hkdfSync('sha256', masterOf(generation), 'juying field keys 1', purpose, 32))
      derived.set(name, made)
      return made
    },
    current: () => {
      if (Date.now() - youngest.seen > generationSeenWithin) youngest = { generation: youngestIn(folder), seen: Date.now() }
      return youngest.generation
    },
  }
}

/** Adds the next generation; what is sealed from now on is sealed in it. */
export const addGeneration = (home: string): number => {
  const folder = join(home, 'keys')
  const generation = youngestIn(folder) + 1
  makeOnce(fileOf(folder, generation))
  return generation
}

const youngestIn = (folder: string): number =>
  readdirSync(folder).reduce((youngest, name) => Math.max(youngest, Number(/^field\.([0-9]+)\.key$/.exec(name)?.[1] ?? firstGeneration)), firstGeneration)

const makeOnce = (file: string): void => {
  if (existsSync(file)) return
  // Two processes may start at once: whoever links first has made the key, the other reads it.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(32), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft)
  }
}

const readMaster = (file: string): Buffer => {
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`密钥文件 ${file} 的权限过宽，应只有服务账号可读（chmod 600）。`)
  const master = readFileSync(file)
  if (master.length !== 32) throw new Error(`密钥文件 ${file} 已损坏：应为 32 字节。请从备份恢复，不要删除。`)
  return master
}
