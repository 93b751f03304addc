import './cases.css'
import { Alert, Descriptions, Table } from 'antd'
import { dateText, moneyText, yuanText } from '../../kit/format.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { caseStates } from '../contract.ts'
import { CaseDocuments } from '../documents/ui/CaseDocuments.tsx'
import type { CasePageData, ObjectionShown } from '../reading/contract.ts'
import { DiscretionPanel, Standing } from './CaseMore.tsx'
import { Checklist } from './Checklist.tsx'
import { PayingPanel } from './PayingPanel.tsx'
import { History } from './History.tsx'
import { Timeline } from './Timeline.tsx'
import { caseTones } from './words.ts'


const money = { person: '人才', employer: '用人单位', team: '团队' } as const
const noticeWords = { open: '公示中', suspended: '因异议中止', ended: '已期满', revoked: '已撤销' } as const
const objectionWords: Record<ObjectionShown['state'], string> = { pending: '调查中', upheld: '成立', dismissed: '不成立', closed: '随办件办结' }

/** One case as an office reads it: whose, by which clause, what holds and what not, who has it, what has happened. */
export const CaseView = ({ page }: { page: CasePageData }) => (
  <>
    <section className="panel">
      <div className="case-head">
        <div>
          <h2>
            {page.holderName} · {page.title}
          </h2>
          <span className="case-quiet">{page.number}</span> <StateTag state={page.state} words={caseStates} tones={caseTones} />
        </div>
        {page.amount === null ? null : (
          <div className="case-figure" title={yuanText(page.amount)}>
            {moneyText(page.amount)}
          </div>
        )}
      </div>
      {page.lacking.length ? <Alert type="warning" showIcon title={`退回补正，等待申报人${page.supplementDueOn ? `于${dateText(page.supplementDueOn)}前` : ''}补充`} description={<ListOf items={page.lacking} />} style={{ marginTop: 12 }} /> : null}
      {page.closedBecause ? <Alert type={page.state === 'rejected' ? 'error' : 'info'} showIcon title={page.closedBecause} style={{ marginTop: 12 }} /> : null}
      <Standing page={page} />
      <Descriptions
        style={{ marginTop: 12 }}
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { label: '依据', children: `${page.documentNumber} ${page.clause}（第 ${page.edition} 版）` },
          { label: '对象', children: `${money[page.subjectKind]} · ${page.holderName}` },
          { label: '用人单位', children: page.employerName ?? '无' },
          { label: '办理地', children: page.placeName },
          { label: '申请日', children: dateText(page.submittedOn) },
          ...(page.closedOn ? [{ label: '办结日', children: dateText(page.closedOn) }] : []),
          ...(page.amountBecause ? [{ label: '金额依据', children: page.amountBecause }] : []),
          ...(page.unproven.length ? [{ label: '须核对', children: `${page.unproven.join('、')}：只有申报或有异议，金额或排他条件用到` }] : []),
          ...(page.notice ? [{ label: '公示', children: `${dateText(page.notice.fromOn)}至${dateText(page.notice.toOn)}，${noticeWords[page.notice.state]}` }] : []),
        ]}
      />
    </section>
    <Objections objections={page.objections} />
    <DiscretionPanel discretion={page.discretion} />
    <div className="case-columns">
      <div>
        <section className="panel">
          <h2>逐条核对</h2>
          <Checklist conditions={page.conditions} />
        </section>
        <CaseDocuments caseId={page.id} className="panel" />
        <Schedule schedule={page.schedule} />
        {page.paying ? <PayingPanel paying={page.paying} /> : null}
      </div>
      <section className="panel">
        <h2>办理进度{page.round > 1 ? `（第 ${page.round} 轮）` : ''}</h2>
        <Timeline steps={page.steps} />
      </section>
    </div>
    <section className="panel">
      <h2>办理经过</h2>
      <History events={page.events} />
    </section>
  </>
)

const ListOf = ({ items }: { items: readonly string[] }) => (
  <ul style={{ margin: 0, paddingInlineStart: 20 }}>
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
)

const Objections = ({ objections }: { objections: readonly ObjectionShown[] }) =>
  objections.length === 0 ? null : (
    <section className="panel">
      <h2>公示异议</h2>
      {objections.map(({ id, receipt, objectorName, reason, lodgedOn, state, finding, settledOn, inquirer, notes }) => (
        <Alert
          key={id}
          type={state === 'pending' ? 'warning' : 'info'}
          showIcon
          style={{ marginBottom: 8 }}
          title={`${dateText(lodgedOn)} ${objectorName ?? '匿名'}：${reason}`}
          description={
            <>
              {`回执 ${receipt} · ${objectionWords[state]}${finding ? `：${finding}` : ''}${settledOn ? `（${dateText(settledOn)}）` : ''}${inquirer ? ` · 调查人 ${inquirer}` : ''}`}
              {notes.map(({ on, by, note }) => (
                <div key={`${on}${note}`}>
                  {dateText(on)} {by}：{note}
                </div>
              ))}
            </>
          }
        />
      ))}
    </section>
  )

const Schedule = ({ schedule }: { schedule: CasePageData['schedule'] }) =>
  schedule.length === 0 ? null : (
    <section className="panel">
      <h2>拨付计划</h2>
      <Table
        rowKey="no"
        size="small"
        pagination={false}
        dataSource={schedule}
        columns={[
          { title: '期', dataIndex: 'no', width: 56 },
          { title: '应付日', dataIndex: 'dueOn', render: dateText },
          { title: '金额', dataIndex: 'amount', className: 'number', render: yuanText },
          ...(schedule.some(({ payers }) => payers) ? [{ title: '谁负担', dataIndex: 'payers', render: payersText }] : []),
          { title: '届时条件', dataIndex: 'condition', render: (condition: string | null) => condition ?? '无' },
        ]}
      />
    </section>
  )

const payersText = (payers: CasePageData['schedule'][number]['payers']): string => (payers ?? []).map(({ name, basisPoints }) => `${name} ${basisPoints / 100}%`).join('，')
