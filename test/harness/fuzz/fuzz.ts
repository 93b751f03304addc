import type { Handler } from '../../../kernel/implement.ts'
import { Witness } from '../fingerprint.ts'
import type { Harness } from '../options.ts'
import { layGround, type Ground } from '../routes/ground.ts'
import { readContract, type Operation } from './contract.ts'
import { Fuzzer } from './fuzzer.ts'
import { faults } from './faults.ts'

/**
 * The interface as its own document describes it, asked at random: bodies that it allows, at the edges, wrong, and none at all, by everybody who has a duty and
 * by strangers. `--commands N`: so many requests; `--large`: a million.
 */
const abreast = 4

const run = async (ground: Ground, operations: readonly Operation[], requests: number, seed: number, spoilt?: readonly Handler[]): Promise<Fuzzer> => {
  const app = await ground.appOf(spoilt)
  try {
    const fuzzer = new Fuzzer(app, ground, operations, seed)
    await Promise.all(Array.from({ length: abreast }, async () => {
      while (fuzzer.requests < requests) await fuzzer.once()
    }))
    return fuzzer
  } finally {
    await app.close()
  }
}

/** The document of the house without a fault: what was promised. */
const promised = async (ground: Ground): Promise<Operation[]> => {
  const app = await ground.appOf()
  try {
    return await readContract(app)
  } finally {
    await app.close()
  }
}

// clause: GB/T 22239 8.1.4.4 d; ASVS 1.2.4; ASVS 1.4.2; ASVS 2.2.1; ASVS 2.2.2; ASVS 15.3.5
export const runFuzz: Harness = ({ address, adminUrl, large, commands, seed: given }) =>
  Witness.over(adminUrl, async (witness) => {
    const ground = await layGround(address, witness)
    try {
      // What CI judges is drawn the same way for everybody; who seeks new faults gives a seed or runs it large.
      const seed = given ?? (large ? Date.now() % 1_000_000 : 7)
      let found = 0
      const operations = await promised(ground)
      for (const { says, verb, spoil } of faults) {
        const only = operations.filter(({ name }) => name === verb)
        const { wrong } = await run(ground, only, 300, seed, spoil())
        const sound = await run(ground, only, 300, seed)
        if (wrong.length && !sound.wrong.length) found += 1
        else console.error(`没有发现植入的错误：${says}；${sound.wrong[0] ?? ''}`)
      }
      const { requests, wrong, per, statuses, reached } = await run(ground, operations, commands ?? (large ? 1_000_000 : 20_000), seed)
      for (const words of wrong.slice(0, 60)) console.error(words)
      const figures = { seed, requests, operationsAnswered: reached.size, wrong: wrong.length, per, statuses, planted: `${found}/${faults.length}` }
      return { figures, passed: wrong.length === 0 && found === faults.length }
    } finally {
      await ground.database.close()
    }
  })
