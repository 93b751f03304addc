import { anchorFileOf } from '../kernel/audit/keep-anchors.ts'
import { verifyAudit } from '../kernel/audit/verify.ts'
import { readConfig } from '../kernel/config.ts'
import { houseKeys } from '../kernel/seal/seal.ts'
import { readArguments, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

/** `juying audit verify`: exit code 0 when every row is as it was written and none is missing, 1 otherwise. Does not disturb a running house. */
export const auditCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['anchors'], ['json'])
  if (positional.length !== 1 || positional[0] !== 'verify') throw new UsageError('用法：juying audit verify [--anchors 锚定文件] [--json]')
  const keys = { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }
  const verdict = await withHouse((database) => verifyAudit({ address: database.address, keys, anchorFile: option('anchors') ?? anchorFileOf(readConfig()) }))
  if (flag('json')) process.stdout.write(`${JSON.stringify(verdict)}\n`)
  else {
    const { rows, anchors, findings, milliseconds } = verdict
    process.stdout.write(findings.length ? findings.map((finding) => `✗ ${finding}\n`).join('') : '✓ 每一行都与当时写下的一致，没有缺少，也没有被截断\n')
    process.stdout.write(`${rows} 行，比对锚定 ${anchors} 次，用时 ${(milliseconds / 1000).toFixed(1)} 秒\n`)
  }
  return verdict.findings.length ? 1 : 0
}
