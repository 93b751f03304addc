import { readFileSync } from 'node:fs'
import { verifyArchive } from '../cases/documents/archive/verify.ts'
import { readArguments, UsageError } from './arguments.ts'

/** `juying archive verify FILE [--sm3 HASH]`: exit code 0 when nothing is wrong, 1 when something is. Needs no house. */
export const archiveCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['sm3'], ['json'])
  const [verb, file] = positional
  if (verb !== 'verify' || file === undefined || positional.length > 2) throw new UsageError('用法：juying archive verify FILE [--sm3 登记的散列] [--json]')
  const expected = option('sm3')
  if (expected !== undefined && !/^[0-9a-f]{64}$/.test(expected)) throw new UsageError('--sm3 要写 64 位十六进制散列，办件页面“归档包”一栏有')
  const report = verifyArchive(readFile(file), expected)
  if (flag('json')) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    const head = report.number === null ? '' : `${report.number} ${report.title}，${report.parts} 个文件\n`
    const body = report.findings.length ? report.findings.map((finding) => `✗ ${finding}\n`).join('') : `✓ 每个文件都与目录一致${expected === undefined ? '。整包是否被换过，请把下面的散列与办件页面所示比对' : '，整包与登记的一致'}\n`
    process.stdout.write(`${head}${body}SM3 ${report.sm3}\n`)
  }
  return report.findings.length ? 1 : 0
}

const readFile = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    throw new UsageError(`读不到“${file}”`)
  }
}
