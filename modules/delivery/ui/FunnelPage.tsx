import { Segmented, Select, Table } from 'antd'
import { useSearchParams } from 'react-router'
import { Link } from 'react-router'
import { countText, moneyText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { askFunnel, funnelBy, type FunnelLine } from '../contract.ts'

type By = keyof typeof funnelBy
const isBy = (text: string | null): text is By => text !== null && Object.hasOwn(funnelBy, text)

/** How far people have come with what needs no application: by measure, county, age. */
export const FunnelPage = () => {
  const [address, setAddress] = useSearchParams()
  const asked = address.get('by')
  const by: By = isBy(asked) ? asked : 'measure'
  const measure = address.get('measure') ?? undefined
  const set = (next: Record<string, string | undefined>) => setAddress(Object.fromEntries(Object.entries({ by, measure, ...next }).flatMap(([key, value]) => (value ? [[key, value]] : []))), { replace: true })
  const measures = useAsk(askFunnel, { by: 'measure' })
  const lines = useAsk(askFunnel, { by, ...(measure ? { measure } : {}) })
  const share = (part: number, whole: number) => (whole ? `${countText(part)}（${Math.round((part / whole) * 100)}%）` : countText(part))
  return (
    <Page title="免申即享" lead="符合条件的人由系统告知，本人或单位确认即办；风险规则都不触发的直接审定。" extra={<Link to="/delivery/missed">应享未享名单</Link>}>
      <section className="panel">
        <Segmented value={by} options={Object.entries(funnelBy).map(([value, label]) => ({ value, label: `按${label}` }))} onChange={(value) => set({ by: value })} />{' '}
        <Select aria-label="事项" allowClear placeholder="全部事项" style={{ minWidth: 220 }} value={measure} options={(measures.data?.lines ?? []).map(({ key, label }) => ({ value: key, label }))} onChange={(value: string | undefined) => set({ measure: value })} />
      </section>
      <Answer of={lines}>
        {({ lines: rows }) => (
          <Table<FunnelLine>
            rowKey="key"
            size="small"
            pagination={false}
            scroll={{ x: true }}
            dataSource={rows}
            locale={{ emptyText: '还没有免申即享的事项。在政策事项里把办理方式写成“免申即享”，匹配以后就会告知。' }}
            columns={[
              { title: funnelBy[by], dataIndex: 'label' },
              { title: '应享', dataIndex: 'eligible', className: 'number', render: countText },
              { title: '已告知', key: 'told', className: 'number', render: (_, row) => share(row.told, row.eligible) },
              { title: '已打开', key: 'opened', className: 'number', render: (_, row) => share(row.opened, row.told) },
              { title: '已确认', key: 'confirmed', className: 'number', render: (_, row) => share(row.confirmed, row.told) },
              { title: '已审定', key: 'decided', className: 'number', render: (_, row) => share(row.decided, row.told) },
              { title: '已到账', key: 'paid', className: 'number', render: (_, row) => share(row.paid, row.told) },
              { title: '审定金额', dataIndex: 'amount', className: 'number', render: moneyText },
              { title: '符合到到账（中位天数）', dataIndex: 'medianDays', className: 'number', render: (days: number | null) => days ?? '—' },
            ]}
          />
        )}
      </Answer>
    </Page>
  )
}
