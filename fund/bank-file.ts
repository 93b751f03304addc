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
  datedOn: PlainDate
  lines: readonly PaymentLine[]
}

/** What the bank names a payment by: batch number and place in it. */
export const refOf = (number: string, seq: number): string => `${number}-${String(seq).padStart(6, '0')}`

export const writePaymentFile = ({ number, datedOn, lines }: PaymentFile): { text: string; checksum: string } => {
  const total = fen(lines.reduce((sum, line) => sum + line.amount, 0n))
  const body = [
    ['H', paymentFormat, number, datedOn, String(lines.length), decimal(total)],
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
  /** `partial`: the bank paid less than was asked; `amount` is what it paid. */
  result: 'paid' | 'failed' | 'partial'
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

const letters = { paid: 'S', failed: 'F', partial: 'P' } as const

export const writeReturn = ({ number, bankDate, lines }: Omit<BankReturn, 'checksum'>): string => {
  const body = [
    ['H', returnFormat, number, bankDate, ...totalsOf(lines)],
    ...lines.map((line) => ['R', line.ref, decimal(line.amount), letters[line.result], line.bankSerial, line.paidOn ?? '', line.reasonCode ?? '', line.reason ?? '']),
  ]
  return sealed(body, [String(lines.length)]).text
}

/** Count and sum of each result, as the head carries them; the partial ones only where there are any. */
const totalsOf = (lines: readonly ReturnLine[]): string[] =>
  (['paid', 'failed', 'partial'] as const).flatMap((result) => {
    const some = lines.filter((line) => line.result === result)
    return result === 'partial' && !some.length ? [] : [String(some.length), decimal(fen(some.reduce((sum, line) => sum + line.amount, 0n)))]
  })

type No = Extract<ReadReturn, { ok: false }>

/**
 * Reads a return piece by piece, so that a file of a hundred thousand lines is never one text. `push` bytes, then `end`: the whole return, or why
 * it cannot be taken, with the line. Nothing of a doubtful file is used.
 */
export class ReturnReader {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private readonly hash = createHash('sm3')
  private readonly lines: ReturnLine[] = []
  private readonly seen = new Set<string>()
  private rest = ''
  private at = 0
  private head: { number: string; bankDate: PlainDate; totals: string[] } | undefined
  private tail: string[] | undefined
  private no: No | undefined

  push(bytes: Uint8Array): void {
    if (this.no) return
    this.take(bytes, true)
  }

  end(): ReadReturn {
    if (!this.no) this.take(new Uint8Array(), false)
    if (!this.no && this.rest !== '') this.line(this.rest)
    return this.no ?? this.judge()
  }

  private take(bytes: Uint8Array, more: boolean): void {
    let text: string
    try {
      text = this.rest + this.decoder.decode(bytes, { stream: more })
    } catch {
      return this.refuse('unreadable', '文件不是 UTF-8 编码，请让银行按 UTF-8 导出')
    }
    const parts = text.split('\n')
    this.rest = parts.pop() ?? ''
    for (const part of parts) if (!this.no) this.line(part.endsWith('\r') ? part.slice(0, -1) : part)
  }

  private line(text: string): void {
    if (text === '') return
    if (text.includes('\uFFFD') || text.includes('\0')) return this.refuse('unreadable', '文件不是 UTF-8 编码，请让银行按 UTF-8 导出')
    this.at += 1
    if (this.tail) return this.refuse('unreadable', '结尾行之后还有内容')
    const row = parseLine(text)
    if (row[0] === 'T' && this.at > 1) {
      this.tail = row
      return
    }
    this.hash.update(`${text}\r\n`, 'utf8')
    if (this.at === 1) return this.first(row)
    const line = readLine(row, this.at)
    if (typeof line === 'string') return this.refuse('unreadable', line)
    if (this.seen.has(line.ref)) return this.refuse('lineTwice', `第 ${line.at} 行 ${line.ref}`)
    this.seen.add(line.ref)
    this.lines.push(line)
  }

  private first(row: readonly string[]): void {
    const [mark, format, number = '', date = '', ...totals] = row
    if (mark !== 'H' || format !== returnFormat) return this.refuse('unreadable', `第 1 行应以 H,${returnFormat} 开头`)
    const bankDate = asPlainDate(date)
    if (!bankDate) return this.refuse('unreadable', `第 1 行的日期“${date}”不对，应写作 2026-06-15`)
    this.head = { number, bankDate, totals }
  }

  private judge(): ReadReturn {
    const { head, tail, lines } = this
    if (!head) return no('unreadable', `第 1 行应以 H,${returnFormat} 开头`)
    if (!tail) return no('unreadable', '没有结尾行，文件不完整')
    const checksum = tail[2] ?? ''
    if (this.hash.digest('hex') !== checksum) return no('checksumWrong', `结尾行写的是 ${checksum.slice(0, 12) || '（空）'}`)
    const expected = totalsOf(lines)
    if (tail[1] !== String(lines.length) || expected.length !== head.totals.length || expected.some((value, index) => value !== head.totals[index])) {
      return no('totalWrong', `明细 ${lines.length} 行，成功 ${expected[0]} 笔 ${expected[1]} 元，失败 ${expected[2]} 笔 ${expected[3]} 元；文件写的是 ${head.totals.join('、')}`)
    }
    return { ok: true, bankReturn: { number: head.number, bankDate: head.bankDate, lines, checksum } }
  }

  private refuse(problem: No['problem'], detail: string): void {
    this.no = no(problem, detail)
  }
}

const no = (problem: No['problem'], detail: string): No => ({ ok: false, problem, detail })

/** Reads a return that is at hand as one text; see ReturnReader. */
export const readReturn = (text: string): ReadReturn => {
  const reader = new ReturnReader()
  reader.push(Buffer.from(text, 'utf8'))
  return reader.end()
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
  if (result === 'P') {
    const paidOn = asPlainDate(paid)
    return paidOn ? { at, ref, amount, result: 'partial', bankSerial, paidOn, reasonCode: null, reason: reason || null } : `第 ${at} 行部分付款的支付没有付款日期`
  }
  if (result !== 'F') return `第 ${at} 行的结果“${result}”不对，应为 S、F 或 P`
  if (!(reasonCode in returnReasons)) return `第 ${at} 行的失败原因代码“${reasonCode}”不在约定之内`
  return { at, ref, amount, result: 'failed', bankSerial, paidOn: null, reasonCode, reason: reason || (returnReasons[reasonCode] ?? '') }
}

const decimal = (amount: Fen): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`
/** Yuan with exactly two decimals to fen; undefined for anything else, three decimals and signs included. */
const readDecimal = (text: string): Fen | undefined => (/^\d{1,15}\.\d{2}$/.test(text) && !/^0+\.00$/.test(text) ? fen(BigInt(text.replace('.', ''))) : undefined)

export const checksumOf = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex')

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
