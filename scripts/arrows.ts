import type { IConfiguration } from 'dependency-cruiser'

/**
 * The arrows of ARCHITECTURE.md, held by the test command (check-arrows.ts):
 * kernel ← kit, policy, registry ← measures ← fund ← cases ← modules ← indicators, portal ← server, web, cli
 */
const order = [['kernel'], ['kit', 'policy', 'registry'], ['measures'], ['fund'], ['cases'], ['modules'], ['indicators', 'portal'], ['server', 'web', 'cli', 'city', 'scripts', 'test', 'bench', 'db']]
const folders = (levels: string[][]) => `^(${levels.flat().join('|')})/`
const outside = '^(test|bench)/|\\.test\\.tsx?$'

const leftOnly = order.slice(0, -1).map((level, index) => ({
  name: `${level.join('-')}-looks-left-only`,
  severity: 'error' as const,
  from: { path: folders([level]), pathNot: outside },
  to: { path: folders(order.slice(index + 1)), pathNot: '^db/schema\\.ts$' },
}))

export const arrows: IConfiguration = {
  forbidden: [
    ...leftOnly,
    { name: 'policy-stands-alone', severity: 'error', from: { path: '^policy/', pathNot: outside }, to: { path: folders(order).replace('policy|', ''), pathNot: '^policy/' } },
    { name: 'modules-are-strangers', severity: 'error', from: { path: '^modules/([^/]+)/', pathNot: outside }, to: { path: '^modules/', pathNot: '^modules/$1/' } },
    { name: 'kit-knows-no-subject', severity: 'error', from: { path: '^kit/' }, to: { path: '^(registry|policy)/' } },
    {
      name: 'pages-never-touch-a-store',
      severity: 'error',
      comment: 'ui/ imports contracts and kit, never a store, an action or the database',
      from: { path: '/ui/|^(web|kit)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '/(store|actions|jobs)\\.ts$|^kernel/(db|implement|invoke|list)' },
    },
    {
      name: 'desks-have-a-door',
      severity: 'error',
      comment: 'registry, measures, fund and cases are entered through contract.ts, index.ts, types.ts or their pages',
      from: { pathNot: `^(registry|measures|fund|cases)/|${outside}|^(server|web|city|scripts|cli)/` },
      to: { path: '^(registry|measures|fund|cases)/', pathNot: '/(payment-contract|contract|index|types|words)\\.ts$|/ui/' },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, exclude: { path: '^(dist|node_modules|\\.juying)' }, tsPreCompilationDeps: true, parser: 'swc', tsConfig: { fileName: 'tsconfig.json' } },
}
