import { readFileSync } from 'node:fs'
import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { houseSigner } from '../kernel/seal/sign.ts'
import { cardPurpose, readCode } from '../modules/recognition/cards/code.ts'
import { codeRefusals } from '../modules/recognition/cards/contract.ts'
import { readArguments, UsageError } from './arguments.ts'

const usage = '用法：juying card verify CODE --key 公钥文件 [--json]；juying card key'

/** `juying card verify CODE --key FILE`: a counter without a network. Exit code 0 when the card counts, 1 when it does not. `juying card key` writes this house's public key. */
export const cardCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['key'], ['json'])
  const [verb, code] = positional
  if (verb === 'key' && positional.length === 1) {
    process.stdout.write(houseSigner(cardPurpose).publicKey)
    return 0
  }
  if (verb !== 'verify' || code === undefined || positional.length > 2) throw new UsageError(usage)
  const now = Date.now()
  const read = verify(code, publicKeyOf(option('key')), now)
  const refused = typeof read === 'string'
  if (flag('json')) process.stdout.write(`${JSON.stringify(refused ? { valid: false, code: read, says: codeRefusals[read] } : { valid: true, ...read })}\n`)
  else process.stdout.write(refused ? `✗ ${codeRefusals[read]}\n` : `✓ ${read.level}类人才 ${read.maskedName}，卡号 ${read.serial}，${read.validTo === null ? '长期有效' : `有效到${chineseDate(read.validTo)}`}\n`)
  return refused ? 1 : 0
}

const verify = (code: string, publicKey: string, now: number) => {
  try {
    return readCode(code, publicKey, { now: Math.floor(now / 1000), today: shanghaiDay(now) })
  } catch {
    throw new UsageError('--key 的文件不是 Ed25519 或 SM2 公钥；公钥在“核验人才卡”页面下方，或者用 juying card key 取得')
  }
}

const publicKeyOf = (file: string | undefined): string => {
  if (file === undefined) throw new UsageError(usage)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`读不到“${file}”`)
  }
}
