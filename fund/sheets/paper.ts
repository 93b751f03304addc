import type { PaperPart } from '../../kernel/pdf/paper.ts'
import { fen, type Fen } from '../../kernel/types.ts'
import { accounts, postingKinds } from '../contract.ts'
import { checkWords, openKinds, pendingKinds, sheetKinds, sheetStates, type SheetContent, type SheetKind, type SheetState } from './contract.ts'
import { totalsOf } from './totals.ts'

/** The sheet as the paper that is filed: 资金日报表 or 月度对账单, in yuan, with both names, both times and the seals. */

interface Filed {
  number: string
  kind: SheetKind
  state: SheetState
  fundTitle: string
  placeName: string
  fromOn: string
  toOn: string
  preparerName: string
  preparedAt: string
  signerName: string | null
  signedAt: string | null
  seal: string | null
  previousSeal: string | null
  content: SheetContent
}

const yuan = (amount: Fen): string => {
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', BigInt(amount)]
  return `${sign}${(size / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${(size % 100n).toString().padStart(2, '0')}`
}
const moment = (at: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at))

export const sheetPaper = (sheet: Filed): PaperPart[] => {
  const { content, kind } = sheet
  const table = (heads: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[], none: string): PaperPart => (rows.length ? { is: 'table', heads, widths, rows, ruled: true } : { is: 'text', text: none })
  const term = kind === 'day' ? '本日' : '本月'
  return [
    { is: 'title', text: sheetKinds[kind] },
    {
      is: 'pairs',
      pairs: [
        ['专项资金', `${sheet.fundTitle}（${sheet.placeName}）`],
        ['期间', sheet.fromOn === sheet.toOn ? sheet.fromOn : `${sheet.fromOn} 至 ${sheet.toOn}`],
        ['编号', `${sheet.number}（${sheetStates[sheet.state]}）`],
        ['金额单位', '元'],
      ],
    },
    { is: 'heading', text: '一、余额' },
    table(['科目', '账户', '期初', `${term}借方`, `${term}贷方`, '期末'], [3, 1.6, 2.4, 2.2, 2.2, 2.4], [...totalsOf(content).map((row) => ({ ...row, title: '合计' })), ...content.accounts].map((row) => [row.title, accounts[row.account], yuan(row.openingFen), yuan(row.debitFen), yuan(row.creditFen), yuan(row.closingFen)]), '没有余额。'),
    { is: 'heading', text: `二、${term}收支` },
    table(['科目', '种类', '凭证（张）', '金额'], [4, 2, 1.5, 3], content.movements.map((row) => [row.title, postingKinds[row.kind], String(row.vouchers), yuan(row.amountFen)]), `${term}没有收支。`),
    { is: 'heading', text: '三、核对' },
    table(['核对', '左边', '右边', '结果'], [4, 2.4, 2.4, 2], content.checks.map(({ key, leftFen, rightFen }) => [checkWords[key], yuan(leftFen), yuan(rightFen), leftFen === rightFen ? '相符' : `差 ${yuan(fen(leftFen - rightFen))}`]), '没有核对。'),
    { is: 'heading', text: '四、未了事项（编制时）' },
    table(['事项', '编号', '说明', '金额', '起', '天数'], [2.4, 2, 3, 2, 1.6, 0.8], content.open.map((row) => [openKinds[row.kind], row.number, row.says, yuan(row.amountFen), row.since, String(row.age)]), '没有未了事项。'),
    { is: 'heading', text: '五、等待第二人办理（编制时）' },
    table(['事项', '编号', '说明', '经办', '金额', '起', '天数'], [2, 2, 2.4, 1.2, 2, 1.6, 0.8], content.pending.map((row) => [pendingKinds[row.kind], row.number, row.says, row.by, yuan(row.amountFen), row.since, String(row.age)]), '没有等待第二人办理的事项。'),
    { is: 'heading', text: '六、签章' },
    {
      is: 'pairs',
      pairs: [
        ['编制', `${sheet.preparerName}　${moment(sheet.preparedAt)}`],
        ['签字', sheet.signerName !== null && sheet.signedAt !== null ? `${sheet.signerName}　${moment(sheet.signedAt)}` : '尚未签字'],
        ['上一张校验码', sheet.previousSeal ?? '—'],
        ['本张校验码', sheet.seal ?? '—'],
      ],
    },
    { is: 'text', text: '校验码为 SHA-256，由上一张的校验码、专项资金、种类、期间和本张内容算出；签字后这一期不再记账，更正记入当天。' },
  ]
}
