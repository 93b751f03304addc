import { Alert, Input, Table } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { traceExport, traceWays, type ExportRow, type TraceWay } from '../../kernel/exports/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { ExportDrawer } from './ExportDrawer.tsx'
import { exportColumns } from './words.tsx'

type Answer = z.output<typeof traceExport.output>
const wayText = (way: TraceWay, lines: number): string => `${traceWays[way]}（${countText(lines)} 行）${way === 'number' ? '，编号可以伪造，须另行核实' : ''}`

/** A row or a page that got out, pasted: whose export it is from. */
export const TracePage = () => {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const [open, setOpen] = useState<ExportRow>()
  return (
    <Page title="外泄查源" lead="粘贴外泄的一行或一页，原样粘贴，不要先粘到会清理格式的地方。只有照片或纸件的，把编号一列按原来的顺序录入二十行以上。粘贴的内容不留存。">
      <Input.TextArea aria-label="外泄的内容" rows={10} maxLength={200_000} value={text} onChange={({ target }) => (setText(target.value), setAnswer(undefined))} />
      <p>
        <ActionButton action={traceExport} input={{ text }} type="primary" can={text.trim() !== ''} because="请先粘贴外泄的内容" done={({ found }) => (found.length ? '找到了' : '没有找到')} onDone={setAnswer} />
      </p>
      {answer ? <Found answer={answer} onOpen={setOpen} /> : null}
      <ExportDrawer row={open} onClose={() => setOpen(undefined)} />
    </Page>
  )
}

const Found = ({ answer: { found, looked }, onOpen }: { answer: Answer; onOpen: (row: ExportRow) => void }) =>
  found.length === 0 ? (
    <Alert type="warning" showIcon title={`与领取过的 ${countText(looked)} 次导出比对，没有找到来源`} description="重新排序过、只有几行又清除了不可见字符、或不是从这里导出的内容，都找不到。这不表示没有人外泄。" />
  ) : (
    <Table<Answer['found'][number]> rowKey="id" pagination={false} dataSource={found} scroll={{ x: 'max-content' }} onRow={(row) => ({ onClick: () => onOpen(row), className: 'row-link' })} columns={[{ title: '依据', key: 'way', render: (_: unknown, { way, lines }: Answer['found'][number]) => wayText(way, lines) }, ...exportColumns.others]} />
  )
