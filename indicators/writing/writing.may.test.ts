import { expect } from 'vitest'
import { type Role } from '../../kernel/org/roles.ts'
import { multipart } from '../../test/multipart.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { askBrief, briefFilePath, checkPath, confirmBinding, filePath, fillPath, forgetBinding, listConfirmations, writers } from './contract.ts'

/** Who may do what: one line a verb or stream, tried by every duty. */
const post = async (world: World, who: Somebody, path: string): Promise<unknown> => {
  const form = multipart(Buffer.from('人才总量XX人'), '讲话.txt', { question: JSON.stringify({ asOf: world.today, copy: 'final', official: false }) })
  const response = await world.app.inject({ method: 'POST', url: path, headers: { cookie: who.cookie, ...form.headers }, payload: form.payload })
  if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
  return response.payload
}

const verbs: Record<string, { may: readonly Role[]; attempt: (who: Somebody, world: World) => Promise<unknown> }> = {
  fill: { may: writers, attempt: (who, world) => post(world, who, fillPath) },
  file: { may: writers, attempt: (who, world) => post(world, who, filePath) },
  check: { may: writers, attempt: (who, world) => post(world, who, checkPath) },
  confirm: { may: writers, attempt: (who) => who.does(confirmBinding, { context: '引进人才□名', id: 'introduction.year' }) },
  forget: { may: writers, attempt: (who) => who.does(forgetBinding, { id: '00000000-0000-7000-8000-000000000000' }) },
  confirmations: { may: writers, attempt: (who) => who.lists(listConfirmations, {}) },
  brief: { may: writers, attempt: (who) => who.asks(askBrief, { month: '2026-05' }) },
  briefFile: {
    may: writers,
    attempt: async (who, world) => {
      const response = await world.app.inject({ method: 'GET', url: `${briefFilePath}?month=2026-05`, headers: { cookie: who.cookie } })
      if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
    },
  },
}

test('each verb answers each duty as its line says, and a stranger is asked to sign in', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [verb, { may, attempt }] of Object.entries(verbs)) expect([role, verb, await answerOf(attempt(who, world))]).toEqual([role, verb, may.includes(role) ? 'yes' : 'denied'])
  }
  const form = multipart(Buffer.from('XX人'), '讲话.txt', { question: '{}' })
  for (const path of [fillPath, filePath, checkPath]) expect((await world.app.inject({ method: 'POST', url: path, headers: form.headers, payload: form.payload })).statusCode).toBe(401)
  expect((await world.app.inject({ method: 'GET', url: `${briefFilePath}?month=2026-05` })).statusCode).toBe(401)
}, 120_000)
