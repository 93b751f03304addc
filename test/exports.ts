import type { z } from 'zod'
import type { ListDeclaration } from '../kernel/action.ts'
import { askExport } from '../kernel/exports/contract.ts'
import { readSheet } from '../kernel/sheets/index.ts'
import type { Somebody, World } from './world.ts'

/** The file of an export as the route gives it, or its answer. */
export const fetchFile = (world: World, who: Pick<Somebody, 'cookie'>, list: string, body: unknown) =>
  world.app.inject({ method: 'POST', url: `/api/export/${list}`, headers: { cookie: who.cookie, 'content-type': 'application/json' }, payload: JSON.stringify(body) })

/** A list as somebody exports it within the number that is free: purpose, file, rows below the heads. */
export const exportOf = async <F extends z.ZodObject, T extends z.ZodObject>(world: World, who: Somebody, list: ListDeclaration<F, T>, filters: Record<string, unknown> = {}) => {
  const asked = await who.does(askExport, { list: list.name, filters, purpose: 'statistics', reason: '核对名单的完整性' })
  const file = await fetchFile(world, who, list.name, { exportId: asked.exportId })
  const [head, ...rows] = (await Array.fromAsync(readSheet(file.rawPayload))).map(({ cells }) => cells)
  return { asked, file, head: head ?? [], rows }
}
