import { createHash } from 'node:crypto'
import { asPlainDate } from '../kernel/calendar/plain-date.ts'
import { fen, type Fen, type PlainDate } from '../kernel/types.ts'

/**
 * The payment file to the bank and the bank's return, as documented in docs/bank-file.md: CSV (RFC 4180) in UTF-8 without BOM, CRLF at each
 * line's end, amounts in yuan with two decimals, last line with the SM3 of everything before it. Pure: text in, text out.
 */
export const paymentFormat = 'JUYING-PAY-1'
export const returnFormat = 'JUYING-RET-1'

export interface PaymentLine {
  seq: number
  payeeName: string
  account: string
  bank: string
  amount: Fen
  purpose: string
}
export interface PaymentFile {
  number: string
  releasedOn: PlainDate
  lines: readonly PaymentLine[]
}

/** What the bank names a payment by: batch number and place in it. */
export const refOf = (number: string, seq: number): string => `${number}-${String(seq).padStart(6, '0')}`

export const writePaymentFile = ({ number, releasedOn, lines }: PaymentFile): { text: string; checksum: string } => {
  const total = fen(lines.reduce((sum, line) => sum + line.amount, 0n))
  const body = [
    ['H', paymentFormat, number, releasedOn, String(lines.length), decimal(total)],
    ...lines.map((line) => ['D', refOf(number, line.seq), line.payeeName, line.account, line.bank, decimal(line.amount), line.purpose]),
  ]
  return sealed(body, [String(lines.length), decimal(total)])
}

/** Reasons by which the bank says that the account, not the transfer, is wrong: it must be replaced before the next attempt. */
export const accountReasons: Readonly<Record<string, string>> = { A1: '账号不存在', A2: '户名与账号不符', A3: '账户已销户或冻结' }
export const returnReasons: Readonly<Record<string, string>> = { ...accountReasons, B1: '银行系统故障', B2: '超过限额', Z9: '其他' }

export interface ReturnLine {
  /** Line in the file, counted from 1, for the sentence about it. */
  at: number
  ref: string
  amount: Fen
  result: 'paid' | 'failed'
  bankSerial: string
  paidOn: PlainDate | null
  reasonCode: string | null
  reason: string | null
}
export interface BankReturn {
  number: string
  bankDate: PlainDate
  lines: ReturnLine[]
  checksum: string
}
export type ReadReturn = { ok: true; bankReturn: BankReturn } | { ok: false; problem: 'unreadable' | 'checksumWrong' | 'totalWrong' | 'lineTwice'; detail: string }

export const writeReturn = ({ number, bankDate, lines }: Omit<BankReturn, 'checksum'>): string => {
  const of = (result: ReturnLine['result']) => lines.filter((line) => line.result === result)
  const sum = (some: readonly ReturnLine[]) => decimal(fen(some.reduce((total, line) => total + line.amount, 0n)))
  const body = [
    ['H', returnFormat, number, bankDate, String(of('paid').length), sum(of('paid')), String(of('failed').length), sum(of('failed'))],
    ...lines.map((line) => ['R', line.ref, decimal(line.amount), line.result === 'paid' ? 'S' : 'F', line.bankSerial, line.paidOn ?? '', line.reasonCode ?? '', line.reason ?? '']),
  ]
  return sealed(body, [String(lines.length)]).text
}

/** Reads a whole return or says why it cannot be taken, with the line; nothing of a doubtful file is used. */
export const readReturn = (given: string): ReadReturn => {
  const no = (problem: 'unreadable' | 'checksumWrong' | 'totalWrong' | 'lineTwice', detail: string): ReadReturn => ({ ok: false, problem, detail })
  if (given.includes('\uFFFD') || given.includes('\0')) return no('unreadable', '文件不是 UTF-8 编码，请让银行按 UTF-8 导出')
  const text = given.replace(/^\uFEFF/, '').replaceAll(/\r?\n/g, '\r\n')
  const rows = text.split('\r\n').filter((line) => line !== '').map(parseLine)
  const head = rows[0]
  const tail = rows.at(-1)
  if (!head || head[0] !== 'H' || head[1] !== returnFormat) return no('unreadable', `第 1 行应以 H,${returnFormat} 开头`)
  if (!tail || tail[0] !== 'T') return no('unreadable', '没有结尾行，文件不完整')
  const [, , number = '', date = '', ...totals] = head
  const bankDate = asPlainDate(date)
  if (!bankDate) return no('unreadable', `第 1 行的日期“${date}”不对，应写作 2026-06-15`)
  const checksum = tail[2] ?? ''
  if (checksumOf(text.slice(0, text.lastIndexOf('\r\nT,') + 2)) !== checksum) return no('checksumWrong', `结尾行写的是 ${checksum.slice(0, 12) || '（空）'}`)
  const lines: ReturnLine[] = []
  const seen = new Set<string>()
  for (const [index, row] of rows.slice(1, -1).entries()) {
    const line = readLine(row, index + 2)
    if (typeof line === 'string') return no('unreadable', line)
    if (seen.has(line.ref)) return no('lineTwice', `第 ${line.at} 行 ${line.ref}`)
    seen.add(line.ref)
    lines.push(line)
  }
  const counted = (result: ReturnLine['result']) => lines.filter((line) => line.result === result)
  const expected = (['paid', 'failed'] as const).flatMap((result) => [String(counted(result).length), decimal(fen(counted(result).reduce((sum, line) => sum + line.amount, 0n)))])
  if (tail[1] !== String(lines.length) || expected.some((value, index) => value !== totals[index])) {
    return no('totalWrong', `明细 ${lines.length} 行，成功 ${expected[0]} 笔 ${expected[1]} 元，失败 ${expected[2]} 笔 ${expected[3]} 元；文件写的是 ${totals.join('、')}`)
  }
  return { ok: true, bankReturn: { number, bankDate, lines, checksum } }
}

const readLine = (row: readonly string[], at: number): ReturnLine | string => {
  const [kind, ref = '', money = '', result, bankSerial = '', paid = '', reasonCode = '', reason = ''] = row
  if (kind !== 'R' || row.length !== 8) return `第 ${at} 行不是一条完整的明细`
  const amount = readDecimal(money)
  if (amount === undefined) return `第 ${at} 行的金额“${money}”不对，应为带两位小数的元`
  if (result === 'S') {
    const paidOn = asPlainDate(paid)
    return paidOn ? { at, ref, amount, result: 'paid', bankSerial, paidOn, reasonCode: null, reason: null } : `第 ${at} 行成功的支付没有付款日期`
  }
  if (result !== 'F') return `第 ${at} 行的结果“${result}”不对，应为 S 或 F`
  if (!(reasonCode in returnReasons)) return `第 ${at} 行的失败原因代码“${reasonCode}”不在约定之内`
  return { at, ref, amount, result: 'failed', bankSerial, paidOn: null, reasonCode, reason: reason || (returnReasons[reasonCode] ?? '') }
}

const decimal = (amount: Fen): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`
/** Yuan with exactly two decimals to fen; undefined for anything else, three decimals and signs included. */
const readDecimal = (text: string): Fen | undefined => (/^\d{1,15}\.\d{2}$/.test(text) && !/^0+\.00$/.test(text) ? fen(BigInt(text.replace('.', ''))) : undefined)

const checksumOf = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex')

const sealed = (rows: readonly (readonly string[])[], tail: readonly string[]): { text: string; checksum: string } => {
  const text = rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
  const checksum = checksumOf(text)
  return { text: `${text}${['T', ...tail, checksum].join(',')}\r\n`, checksum }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const parseLine = (line: string): string[] => {
  const cells: string[] = []
  let at = 0
  while (at <= line.length) {
    if (line[at] === '"') {
      const quoted = /"((?:[^"]|"")*)"/y
      quoted.lastIndex = at
      const match = quoted.exec(line)
      if (!match) return [...cells, line.slice(at)]
      cells.push((match[1] ?? '').replaceAll('""', '"'))
      at += match[0].length + 1
    } else {
      const end = line.indexOf(',', at)
      cells.push(line.slice(at, end < 0 ? undefined : end))
      at = end < 0 ? line.length + 1 : end + 1
    }
  }
  return cells
}
