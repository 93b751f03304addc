import { useMemo } from 'react'
import type { Fen, Id } from '../../../kernel/types.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { itemStates } from '../../payment-contract.ts'
import { FormButton } from '../../ui/FormButton.tsx'
import { itemTones } from '../../ui/words.ts'
import { listTaxItems, remitTax, type TaxItemRow } from '../contract.ts'

interface BatchTaxProps {
  batch: { id: Id<'batch'>; taxFen: Fen; mine: boolean }
  /** Withheld of payments that were made, and what of it has reached the treasury; nothing before the release. */
  withheldFen: Fen
  remittedFen: Fen
}

/** Tax of one batch: the list for the tax return, and the payment to the treasury with its receipt. */
export const BatchTax = ({ batch, withheldFen, remittedFen }: BatchTaxProps) => {
  const fixed = useMemo(() => ({ batchId: batch.id }), [batch.id])
  if (batch.taxFen === 0n) return null
  const open = withheldFen > remittedFen
  return (
    <section className="panel">
      <h2>代扣个税明细</h2>
      <p>
        本批次代扣 {yuanText(batch.taxFen)}；已付成的扣下 {yuanText(withheldFen)}，其中已缴库 {yuanText(remittedFen)}。付成之后次月十五日前申报缴库。
      </p>
      {open ? (
        <FormButton
          action={remitTax}
          says={`把已扣、未缴的 ${yuanText(withheldFen - remittedFen)} 登记为已缴库，凭完税凭证。经办人不能登记自己编制的批次。`}
          fixed={{ batchId: batch.id }}
          fields={[
            { key: 'paidOn', label: '缴库日期', kind: 'day' },
            { key: 'document', label: '完税凭证号', kind: 'line' },
          ]}
          can={!batch.mine}
          because="经办人不能登记自己编制的批次的缴库"
          done={({ items, amountFen }) => `${items} 笔税款、共 ${yuanText(amountFen)} 已登记缴库`}
        />
      ) : null}
      <ListPage
        list={listTaxItems}
        fixed={fixed}
        fields={[{ key: 'open', label: '缴库', kind: 'choice', choices: { open: '已扣未缴', remitted: '已缴库' } }]}
        columns={[
          { title: '序号', dataIndex: 'seq', className: 'number' },
          { title: '纳税人', dataIndex: 'taxpayer' },
          { title: '事项', key: 'title', render: (_, row) => `${row.title} 第${row.no}期` },
          { title: '所得项目', key: 'item', render: (_, row) => `${row.item} ${row.rate}` },
          { title: '应发', dataIndex: 'grossFen', className: 'number', render: yuanText },
          { title: '代扣个税', dataIndex: 'taxFen', className: 'number', render: yuanText },
          { title: '实发', dataIndex: 'netFen', className: 'number', render: yuanText },
          { title: '结果', dataIndex: 'state', render: (state: TaxItemRow['state']) => <StateTag state={state} words={itemStates} tones={itemTones} /> },
          { title: '缴库', key: 'remitted', render: (_, row) => (row.remittedOn ? `${dateText(row.remittedOn)}，${row.document ?? ''}` : '—') },
        ]}
        empty="本批次没有代扣的个税。"
      />
    </section>
  )
}
