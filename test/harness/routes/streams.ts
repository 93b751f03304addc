import type { FastifyInstance } from 'fastify'
import type { May } from '../../../kernel/action.ts'
import { handlers } from '../../../server/modules.ts'
import { routeOf, type Route } from './prober.ts'

/** Routes that are no verbs: files in and out. Each stands here with who may, or the matrix does not pass. */

const id = (kind: string) => ({ type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid', 'x-id-of': kind } } })
const nothing = { type: 'object' }
const finance: May = ['financeMaker', 'financeChecker']
const archive = ['reviewer', 'talentOffice', 'windowClerk'] as const

const down = (path: string, may: May, kind: string, more = ''): Route => ({
  name: `GET ${path}`, method: 'GET', url: ([one]) => `${path.replace(/:\w+/, String(one))}${more}`, may, shape: id(kind), declaration: undefined, reads: true,
})

const boundary = 'matrix'
const form = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n甲,乙\r\n1,2\r\n--${boundary}--\r\n`
const up = (path: string, may: May, kind?: string): Route => ({
  name: `POST ${path}`, method: 'POST', url: ([one]) => path.replace(/:\w+/, String(one)), may, shape: kind ? id(kind) : nothing, declaration: undefined, reads: false,
  file: { type: `multipart/form-data; boundary=${boundary}`, payload: form },
})

const files: readonly Route[] = [
  down('/api/clerks.proof/:id', ['talentOffice'], 'entryRequest'),
  down('/api/cases.document/:id', ['talent', 'employerClerk', ...archive], 'document'),
  down('/api/cases.archive/:id', archive, 'case'),
  down('/api/fund.bankFile/:batchId', finance, 'batch'),
  down('/api/fund.sheetPdf/:sheetId', handlers.find(({ declaration }) => declaration.name === 'fund.sheet')?.declaration.may ?? [], 'sheet'),
  { ...down('/api/lab.scenarioFile/:id/:kind', ['talentOffice', 'leader', ...finance], 'scenario'), url: ([one]) => `/api/lab.scenarioFile/${String(one)}/docx` },
  down('/api/registry.import/report/:id', ['talentOffice', 'windowClerk', 'employerClerk'], 'importBatch'),
  { ...down('/api/registry.import/template', ['talentOffice', 'windowClerk', 'employerClerk'], ''), shape: nothing },
  { ...down('/api/writing.replyFile', ['talentOffice', 'leader'], '', '?ask={}'), shape: nothing },
  { ...down('/api/writing.briefFile', ['talentOffice', 'leader'], '', '?month=2026-10'), shape: nothing },
  up('/api/cases.uploadDocument', ['talent', 'employerClerk', 'windowClerk']),
  up('/api/fund.returnFile/:batchId', ['financeMaker'], 'batch'),
  up('/api/writing.fill', ['talentOffice', 'leader']),
  up('/api/writing.file', ['talentOffice', 'leader']),
  up('/api/writing.check', ['talentOffice', 'leader']),
  up('/api/registry.feeds/upload', ['talentOffice']),
  up('/api/registry.import/upload', ['talentOffice', 'windowClerk', 'employerClerk']),
  { ...up('/api/lab.rowsExport', ['talentOffice', 'leader']), file: { type: 'application/json', payload: '{}' } },
]

/** The Excel of each list: whoever reads the list, and nobody else. */
const exports: readonly Route[] = handlers.flatMap(({ declaration }) =>
  declaration.kind === 'list' ? [{ ...routeOf(declaration), name: `export ${declaration.name}`, url: () => `/api/export/${declaration.name}`, declaration: undefined, reads: false }] : [])

export const streamRoutes: readonly Route[] = [...files, ...exports]

/** Addresses that neither a declaration nor the register above speaks for, with the reason. */
const doors: readonly { path: RegExp; why: string }[] = [
  { path: /^\/api\/auth\.\w+$/, why: 'signing in and one\'s own sessions: the harness `door`' },
  { path: /^\/api\/clerks\.(mine|answer|ask|withdrawEntry)$/, why: 'known by a telephone alone, before there is an actor: modules/clerks/entry.test.ts' },
  { path: /^\/api\/subscriptions\.(ask|confirm|stop)$/, why: 'by mail, for whoever has not signed in; nobody is known there: modules/subscriptions/mail.test.ts' },
  { path: /^\/api\/export\/:name$/, why: 'each list by its name, above' },
  { path: /^\/api\/feeds\/deliveries$/, why: 'a source\'s own key and no session: registry/feeds/interface.test.ts' },
  { path: /^\/api\/openapi\.json$|^\/healthz$|^(\/api\/)?\*$/, why: 'says nothing of anybody; what is no address is answered 404' },
]

/** Law f: no route without a declaration or an entry here, and none of these without a route. */
export const wrongOfRoutes = async (app: FastifyInstance): Promise<string[]> => {
  await app.ready()
  const there = routesOf(app.printRoutes({ commonPrefix: false, includeHooks: false }))
  const declared = new Set([...handlers.map(({ declaration }) => `/api/${declaration.name}`), ...files.map(({ name }) => name.split(' ')[1] ?? '')])
  return [
    ...there.filter((path) => !declared.has(path) && !doors.some((door) => door.path.test(path))).map((path) => `(f) ${path} has no declaration`),
    ...[...declared].filter((path) => !there.includes(path)).map((path) => `(f) ${path} is declared and has no route`),
  ]
}

/** Fastify prints its routes as a tree: what stands deeper continues what stands above. */
const routesOf = (tree: string): string[] => {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^(.*?)[└├]── (\S+)( \((.*)\))?$/.exec(line)
    if (!found) return []
    const depth = (found[1] ?? '').length / 4
    above.length = depth
    above[depth] = found[2] ?? ''
    return found[3] === undefined ? [] : [above.join('')]
  })
}
