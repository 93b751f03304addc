import { join } from 'node:path'

interface ModuleInfo {
  importedIds: readonly string[]
}
interface Graph {
  getModuleInfo(id: string): ModuleInfo | null
}

/**
 * Into how few files the portal's script is laid: what every page needs, what the public's pages need besides, what a talent's home needs besides
 * those, what he needs besides to do something: a claim, a case, papers.
 * Left to itself the build makes a file of every contract that two pages share, and on a slow line each of twenty files waits for its turn.
 */
const layers = [
  { name: 'every-page', of: ['web/phone/main.tsx'] },
  { name: 'public', of: ['portal/ui/PoliciesPage.tsx', 'portal/ui/PolicyPage.tsx'] },
  { name: 'home', of: ['portal/ui/MyHomePage.tsx', 'web/shell/PortalDuty.tsx', 'portal/ui/MyDatesPage.tsx', 'portal/ui/MyCasesPage.tsx'] },
  { name: 'doing', of: ['portal/ui/MyClaimPage.tsx', 'portal/ui/MyCasePage.tsx'] },
]

export const phoneChunks = (root: string) => {
  let layerOf: Map<string, string> | undefined
  const laid = (graph: Graph): Map<string, string> => {
    const found = new Map<string, string>()
    for (const { name, of } of layers) {
      const waiting = of.map((path) => join(root, path))
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (found.has(id)) continue
        found.set(id, name)
        waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []))
      }
    }
    // A page that is loaded by its own name keeps a file of its own.
    for (const { of } of layers.slice(1)) for (const path of of) found.delete(join(root, path))
    return found
  }
  return (id: string, graph: Graph): string | null => (layerOf ??= laid(graph)).get(id) ?? null
}
