import { Button, Form, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { moneyText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { programmes } from '../../registry/contract.ts'
import { listBudgetLines, openLine } from '../contract.ts'
import { BalanceBar, UsedShare } from './BalanceBar.tsx'
import { useMay } from './use-may.ts'

/** The lines of a year with where their money stands. */
export const BudgetLinesPage = () => {
  const thisYear = Number((useMe().data?.today ?? '').slice(0, 4)) || undefined
  const [address, setAddress] = useSearchParams()
  const year = Number(address.get('year')) || thisYear
  const fixed = useMemo(() => (year ? { year } : {}), [year])
  const navigate = useNavigate()
  return (
    <Page
      title="预算科目"
      lead="下达的钱在这里：占用、承诺、在途、拨付，余下可用。点一行看每一笔。"
      extra={
        <>
          {thisYear && year ? (
            <Select
              aria-label="年度"
              value={year}
              options={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map((value) => ({ value, label: `${value} 年` }))}
              onChange={(value: number) => setAddress((before) => new URLSearchParams([...[...before].filter(([key]) => key !== 'year'), ['year', String(value)]]))}
            />
          ) : null}
          {year ? <OpenLineButton year={year} /> : null}
        </>
      }
    >
      <ListPage
        list={listBudgetLines}
        fixed={fixed}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '科目名称' },
          { key: 'programme', label: '所属计划', kind: 'choice', choices: Object.fromEntries(programmes.map((name) => [name, name])) },
        ]}
        columns={[
          { title: '科目', key: 'title', render: (_, line) => `${line.title}${line.state === 'closed' ? '（已关账）' : ''}` },
          { title: '所属计划', dataIndex: 'programme', render: (programme: string | null) => programme ?? '—' },
          { title: '地区', dataIndex: 'placeName' },
          { title: '下达', dataIndex: 'appropriatedFen', className: 'number', render: moneyText },
          { title: '执行', key: 'bar', render: (_, line) => <BalanceBar balances={line} /> },
          { title: '已用', key: 'used', className: 'number', render: (_, line) => <UsedShare balances={line} /> },
          { title: '承诺', key: 'committed', className: 'number', render: (_, line) => moneyText(line.reservedFen + line.committedFen) },
          { title: '在途', dataIndex: 'inTransitFen', className: 'number', render: moneyText },
          { title: '拨付', dataIndex: 'paidFen', className: 'number', render: moneyText },
          { title: '可用', dataIndex: 'availableFen', className: 'number', render: moneyText },
        ]}
        onOpen={(line) => void navigate(`/fund/lines/${line.id}`)}
        empty="这一年度还没有科目。资金经办先在“预算年度”设立专项资金，再点右上角“设立科目”。"
      />
    </Page>
  )
}

const OpenLineButton = ({ year }: { year: number }) => {
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState('')
  const [title, setTitle] = useState('')
  const [programme, setProgramme] = useState<(typeof programmes)[number]>()
  const navigate = useNavigate()
  const ready = openLine.input.safeParse({ year, code, title, programme })
  if (!useMay(openLine)) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{openLine.label}</Button>
      <Modal
        open={asking}
        title={`${year} 年设立科目`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={openLine}
            input={{ year, code, title, programme }}
            type="primary"
            can={ready.success}
            because={ready.error?.issues[0]?.message ?? ''}
            done={() => `已设立科目“${title}”，可以下达资金`}
            onDone={({ lineId }) => void navigate(`/fund/lines/${lineId}`)}
          />
        }
      >
        <Form layout="vertical">
          <Form.Item label="科目代码（不含年度）" htmlFor="line-code">
            <Input id="line-code" placeholder="talent/settling-in" value={code} onChange={(event) => setCode(event.target.value)} />
          </Form.Item>
          <Form.Item label="科目名称" htmlFor="line-title">
            <Input id="line-title" placeholder="安家补贴" maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Form.Item>
          <Form.Item label="所属计划（三大计划之一，可以不填）" htmlFor="line-programme">
            <Select id="line-programme" allowClear value={programme} options={programmes.map((name) => ({ value: name, label: name }))} onChange={setProgramme} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
