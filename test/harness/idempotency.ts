import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { changeBetween, Witness } from './fingerprint.ts'
import type { Harness } from './options.ts'
import { moneyCommands, unaccounted } from './commands/registry.ts'
import type { Command } from './commands/command.ts'
import { raceDay } from './races.ts'
import { layGround, Stage, withStage, type Answer, type Send } from './stage.ts'

/**
 * Promise 2 of trust.md: one key, one effect, one answer; the same key with another body is refused. Each money command is done once in
 * peace, and what changed in the database is its measure; then, on an object of its own, by so many equal requests at once.
 */
const atOnce = 200

interface Tried {
  /** Requests that got another answer than the first. */
  otherAnswers: number
  /** The database changed otherwise than by one command. */
  otherEffects: number
  /** The same key with another body was not refused. */
  reused: number
}

const trial = async (stage: Stage, witness: Witness, command: Command, equal: number): Promise<Tried> => {
  const alone = await command.prepare(stage)
  const crowd = await command.prepare(stage)
  const [start, key] = [await witness.look(), randomUUID()]
  await stage.does(alone.hand.cookie, command.verb, alone.body, randomUUID())
  const between = await witness.look()
  const answers = await Promise.all(Array.from({ length: equal }, () => stage.send(crowd.hand.cookie, command.verb, crowd.body, key)))
  const late = await stage.send(crowd.hand.cookie, command.verb, crowd.body, key)
  const end = await witness.look()
  const refused = await stage.send(crowd.hand.cookie, command.verb, crowd.other, key)
  const [once, together] = [changeBetween(start, between), changeBetween(between, end)]
  if (!once) throw new Error(`${command.verb} changed nothing`)
  const first = answers[0]?.body
  return {
    // Equal as JSON: the kept answer may name its fields in another order.
    otherAnswers: [...answers, late].filter(({ status, body }) => status !== 200 || !isDeepStrictEqual(body, first)).length,
    otherEffects: once === together ? 0 : 1,
    reused: isReuse(refused) ? 0 : 1,
  }
}

const isReuse = ({ status, body }: Answer): boolean => status === 422 && JSON.stringify(body).includes('keyReused')

const good = ({ otherAnswers, otherEffects, reused }: Tried): boolean => otherAnswers + otherEffects + reused === 0

/** A server that takes the first body of a key for every later one. */
const deaf = (send: Send): Send => {
  const first = new Map<string, unknown>()
  return (cookie, verb, body, key) => {
    if (key !== undefined && !first.has(key)) first.set(key, body)
    return send(cookie, verb, key === undefined ? body : first.get(key), key)
  }
}

/** Each fault is laid, must spoil a trial, and is taken away again. */
const plants: readonly { says: string; lay?: string; lift?: string; send?: (send: Send) => Send }[] = [
  { says: 'no key', send: (send) => (cookie, verb, body) => send(cookie, verb, body) },
  { says: 'keys are not unique', lay: 'alter table kernel.idempotency drop constraint idempotency_pkey', lift: 'truncate kernel.idempotency; alter table kernel.idempotency add primary key (key, account_id)' },
  {
    says: 'the answer is not kept',
    lay: `create function public.forget() returns trigger language plpgsql as $$ begin new.answer := null; return new; end $$; create trigger forget before update on kernel.idempotency for each row execute function public.forget()`,
    lift: 'drop trigger forget on kernel.idempotency; drop function public.forget()',
  },
  { says: 'the body of a key is not compared', send: deaf },
]

const findPlants = async (stage: Stage, witness: Witness): Promise<string[]> => {
  const command = moneyCommands.find(({ verb }) => verb === 'fund.allot')
  if (!command) throw new Error('no command to plant faults in')
  const found: string[] = []
  for (const { says, lay, lift, send } of plants) {
    if (lay) await witness.run(lay)
    const faulty = send ? new Stage(stage.database, stage.today, send(stage.send)) : stage
    if (!good(await trial(faulty, witness, command, 20))) found.push(says)
    if (lift) await witness.run(lift)
  }
  return found
}

export const runIdempotency: Harness = ({ address, adminUrl }) =>
  withStage(address, raceDay, (stage) =>
    Witness.over(adminUrl, async (witness) => {
      await layGround(stage.database, raceDay)
      const figures = { commands: 0, requests: 0, otherAnswers: 0, otherEffects: 0, reused: 0 }
      for (const command of moneyCommands) {
        const tried = await trial(stage, witness, command, atOnce)
        if (!good(tried)) console.error(`${command.verb}：${JSON.stringify(tried)}`)
        figures.commands += 1
        figures.requests += atOnce + 1
        for (const what of ['otherAnswers', 'otherEffects', 'reused'] as const) figures[what] += tried[what]
      }
      const found = await findPlants(stage, witness)
      const missing = unaccounted()
      if (missing.length) console.error(`没有入册的动作：${missing.join('、')}`)
      const passed = figures.otherAnswers + figures.otherEffects + figures.reused + missing.length === 0 && found.length === plants.length
      return { figures: { ...figures, unaccounted: missing.length, planted: `${found.length}/${plants.length}` }, passed }
    }),
  )
