import { join } from 'node:path'

interface ModuleInfo {
  importedIds: readonly string[]
}
interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

/**
 * Into how few files the portal's script is laid: what every page needs and what the public's pages need besides, the frame of who is signed in, what the public notices
 * need, what a talent's home needs besides those, and what he needs to do something: a claim, a case, papers.
 * Left to itself the build makes a file of every contract that two pages share, and on a slow line each of twenty files waits for its turn and brings its own head.
 */
const layers = [
  { name: 'every-page', of: ['web/phone/main.tsx', 'portal/ui/PoliciesPage.tsx', 'portal/ui/PolicyPage.tsx'] },
  { name: 'signed-in', of: ['web/shell/PortalDuty.tsx'] },
  { name: 'notices', of: ['cases/ui/NoticesPage.tsx'] },
  { name: 'home', of: ['portal/ui/MyHomePage.tsx', 'portal/ui/MyDatesPage.tsx', 'portal/ui/MyCasesPage.tsx'] },
  { name: 'doing', of: ['portal/ui/MyClaimPage.tsx', 'portal/ui/MyCasePage.tsx'] },
]

/** What is loaded by its own name and yet laid together with what comes with it: nobody asks for the one without the other. */
const together: ReadonlySet<string> = new Set(['web/phone/main.tsx', 'web/shell/PortalDuty.tsx'])

/** Everything that comes with these files. */
const reach = (graph: Graph, from: readonly string[]): Set<string> => {
  const found = new Set<string>()
  const waiting = [...from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []))
  }
  return found
}

export const phoneChunks = (root: string) => {
  let layerOf: Map<string, string> | undefined
  const laid = (graph: Graph): Map<string, string> => {
    const found = new Map<string, string>()
    const reached = layers.map(({ name, of }) => ({ name, ids: reach(graph, of.map((path) => join(root, path))) }))
    for (const { name, ids } of reached) for (const id of ids) if (!found.has(id)) found.set(id, name)
    const idsOf = (layer: string) => reached.find(({ name }) => name === layer)?.ids ?? new Set()
    for (const [id, name] of found) {
      // What a claim or a case needs of a talent's home comes with his frame, apart from what the home alone needs; and the fields of a form from what it does not.
      if (name === 'home' && idsOf('doing').has(id)) found.set(id, 'signed-in')
      if (name === 'notices' && !idsOf('home').has(id)) found.set(id, 'fields')
    }
    for (const { of } of layers) for (const path of of) if (!together.has(path)) found.delete(join(root, path))
    return found
  }
  return (id: string, graph: Graph): string | null => (layerOf ??= laid(graph)).get(id) ?? null
}
