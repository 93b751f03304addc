import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { arrows } from './arrows.ts'

type Summary = Exclude<Awaited<ReturnType<typeof cruise>>['output'], string>['summary']

const folders = ['kernel', 'kit', 'policy', 'registry', 'measures', 'fund', 'cases', 'modules', 'indicators', 'portal', 'server', 'web', 'cli', 'city', 'scripts']

const findings = async (root: string): Promise<Summary> => {
  const { output } = await cruise(folders.filter((folder) => existsSync(join(root, folder))), { ...arrows.options, ruleSet: { forbidden: arrows.forbidden ?? [] }, validate: true, baseDir: root })
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text where a result was asked for')
  return output.summary
}

/**
 * The arrows of ARCHITECTURE.md. A check that reads nothing reports nothing, so it must have read the house, and it must find a violation
 * that is planted for it: a page that reaches into a store, a kernel file that knows the fund.
 */
export const checkArrows = async (root: string): Promise<string[]> => {
  const { violations, totalCruised } = await findings(root)
  const found = violations.filter(({ rule }) => rule.severity === 'error').map(({ rule, from, to }) => `${rule.name}：${from} → ${to}`)
  if (totalCruised < 100) found.push(`只读到 ${totalCruised} 个文件，检查没有读到代码`)
  const planted = join(root, 'kernel/planted-violation')
  try {
    mkdirSync(planted, { recursive: true })
    writeFileSync(join(planted, 'planted.ts'), `import { commitAward } from '../../fund/index.ts'\nexport const planted = commitAward\n`)
    const after = await findings(root)
    if (!after.violations.some(({ from }) => from.includes('planted-violation'))) found.push('埋下的一处违规没有被发现，检查失灵')
  } finally {
    rmSync(planted, { recursive: true, force: true })
  }
  return found
}

if (import.meta.main) {
  const found = await checkArrows(process.cwd())
  for (const line of found) process.stderr.write(`${line}\n`)
  process.exit(found.length ? 1 : 0)
}
