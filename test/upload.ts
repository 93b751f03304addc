import type { z } from 'zod'
import { documentPath, uploadDocument, uploadPath } from '../cases/documents/contract.ts'
import type { Id } from '../kernel/types.ts'
import { multipart } from './multipart.ts'
import { plainPdf } from './sample-files.ts'
import { Said, type Somebody, type World } from './world.ts'

type Input = z.input<typeof uploadDocument.input>

/** Sends a paper as the page does; a plain PDF of an employment contract when nothing else is said. */
export const upload = async (world: World, who: Pick<Somebody, 'cookie'>, { bytes = plainPdf(), name = '劳动合同.pdf', ...input }: Partial<Input> & { bytes?: Buffer; name?: string } = {}): Promise<Id<'document'>> => {
  const fields = Object.fromEntries(Object.entries({ kind: 'contract', ...input }).map(([key, value]) => [key, String(value)]))
  const { headers, payload } = multipart(bytes, name, fields)
  const response = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: who.cookie, ...headers }, payload })
  if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
  return uploadDocument.output.parse(response.json()).documentId
}

/** What the route of a paper answers to somebody. */
export const look = (world: World, who: Pick<Somebody, 'cookie'>, id: string, options: { download?: boolean } = {}) => world.app.inject({ method: 'GET', url: documentPath(id, options), headers: { cookie: who.cookie } })
