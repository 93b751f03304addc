import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { permissionTable } from '../kernel/office/contract.ts'
import { permissionsOf, permissionsPage } from '../kernel/office/permissions.ts'
import { answerOf, everyRole, somebodyAs } from '../test/may.ts'
import { test } from '../test/world.ts'
import { handlers } from './modules.ts'

const declarations = handlers.map(({ declaration }) => declaration)

describe('the table of permissions', () => {
  test('the page in docs is what the declarations say today', () => {
    expect(readFileSync(join(import.meta.dirname, '../docs/permissions.md'), 'utf8')).toBe(permissionsPage(permissionsOf(declarations)))
  })

  // clause: GB/T 22239 8.1.4.2 e; PIPL 34; PIPL 51 4; ASVS 8.2.1
  test('the table and the door say the same of every duty and every verb', async ({ world }) => {
    const bodies = new Map(declarations.map((declaration) => [declaration.name, declaration.kind === 'list' ? { filters: {} } : {}]))
    const table = new Map(permissionsOf(declarations).map(({ verb, who }) => [verb, who.map(({ role }) => role)]))
    for (const role of everyRole) {
      const { cookie } = await somebodyAs(world, role)
      const check = async ([verb, body]: [string, object]) => {
        const response = await world.app.inject({ method: 'POST', url: `/api/${verb}`, headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `${role}${verb}` }, payload: JSON.stringify(body) })
        // Whatever else he is told, only who may not is told that his duty cannot.
        if (!table.get(verb)?.includes(role)) expect([role, verb, response.statusCode]).toEqual([role, verb, 403])
        else expect([role, verb, response.json().message]).not.toEqual([role, verb, '您当前的职责不能办理此事'])
      }
      const waiting = [...bodies]
      await Promise.all(Array.from({ length: 6 }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await check(next)
      }))
    }
  }, 240_000)

  test('it is for the security officer and the auditor', async ({ world }) => {
    for (const role of everyRole) {
      const answer = await answerOf((await somebodyAs(world, role)).asks(permissionTable, {}))
      expect([role, answer]).toEqual([role, ['securityOfficer', 'auditOfficer'].includes(role) ? 'yes' : 'denied'])
    }
  })
})
