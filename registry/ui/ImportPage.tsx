import { Alert, Button, Progress, Statistic, Table } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { discardImport, getImport, importCan, importStates, reportPath, runImport, undoImport, type ImportBatch } from '../import/contract.ts'
import { importTones } from './words.ts'

const underWay = (state: ImportBatch['state'] | undefined): boolean => state === 'checking' || state === 'importing'

/** One import from upload to the end: progress, report, decision. May be closed and opened again at any time. */
export const ImportPage = () => {
  const { batchId } = useParams() as { batchId: Id<'importBatch'> }
  const navigate = useNavigate()
  const first = useAsk(getImport, { batchId })
  const asked = useAsk(getImport, { batchId }, underWay(first.data?.state) ? { refetchInterval: 1000 } : {})
  return (
    <Answer of={asked}>
      {(batch) => {
        const good = batch.newRows + batch.knownRows
        const wrong = batch.wrongRows
        return (
          <Page
            title={`导入 ${batch.number}`}
            lead={
              <>
                {batch.fileName}，{momentText(batch.createdAt)} 上传 <StateTag state={batch.state} words={importStates} tones={importTones} />
              </>
            }
            extra={
              <>
                {importCan.run(batch) ? (
                  <ActionButton
                    action={runImport}
                    input={{ batchId, leaveWrong: wrong > 0 }}
                    type="primary"
                    can={good > 0}
                    because="没有可以导入的行"
                    label={wrong > 0 ? `只导入没有错的 ${countText(good)} 行` : `导入 ${countText(good)} 行`}
                    {...(wrong > 0 ? { confirm: `${countText(wrong)} 行有错，不会导入。确实只导入其余的？` } : {})}
                    done={({ rows }) => `开始写入 ${countText(rows)} 行`}
                  />
                ) : null}
                {importCan.discard(batch) ? <ActionButton action={discardImport} input={{ batchId }} done={() => '已放弃，没有写入任何人'} onDone={() => void navigate('/imports')} /> : null}
                {importCan.undo(batch) ? <ActionButton action={undoImport} input={{ batchId }} danger confirm="撤销会移除这次导入的全部内容，确实撤销？" done={({ people }) => `已撤销，移除 ${countText(people)} 人`} /> : null}
              </>
            }
          >
            {underWay(batch.state) ? <Working batch={batch} /> : null}
            {batch.message ? <Alert style={{ marginBottom: 16 }} type="error" showIcon title={batch.message} description="改好文件后重新上传即可，没有写入任何人。" /> : null}
            {batch.state === 'imported' ? <Alert style={{ marginBottom: 16 }} type="success" showIcon title={`已导入：新人 ${countText(batch.newRows)} 人，补充已有 ${countText(batch.knownRows)} 人。`} /> : null}
            {batch.totalRows === null ? null : (
              <section className="panel">
                <h2>检查结果</h2>
                <div style={{ display: 'flex', gap: 48, flexWrap: 'wrap' }}>
                  <Statistic title="总行数" value={batch.totalRows} />
                  <Statistic title="新人" value={batch.newRows} />
                  <Statistic title="库中已有" value={batch.knownRows} />
                  <Statistic title="有错" value={wrong} />
                </div>
              </section>
            )}
            {wrong > 0 ? (
              <section className="panel">
                <h2>有错的行</h2>
                <p>
                  <Button href={reportPath(batchId)}>下载完整报告</Button>
                </p>
                <Table
                  rowKey={({ rowNumber, column }) => `${rowNumber}${column}`}
                  size="small"
                  pagination={false}
                  tableLayout="fixed"
                  dataSource={batch.rows.flatMap(({ rowNumber, problems }) => problems.map((problem) => ({ rowNumber, ...problem })))}
                  columns={[
                    { title: '行', dataIndex: 'rowNumber', className: 'number', width: 80 },
                    { title: '列', dataIndex: 'column', width: 180 },
                    { title: '错在哪里', dataIndex: 'problem' },
                    { title: '怎么办', dataIndex: 'advice' },
                  ]}
                />
                {wrong > batch.rows.length ? <p>这里显示前 {countText(batch.rows.length)} 行，其余在完整报告里。</p> : null}
              </section>
            ) : null}
          </Page>
        )
      }}
    </Answer>
  )
}

const Working = ({ batch }: { batch: ImportBatch }) => {
  const total = batch.state === 'importing' ? batch.newRows + batch.knownRows : undefined
  return (
    <section className="panel" aria-live="polite">
      <h2>{batch.state === 'checking' ? '正在逐行检查' : '正在写入'}</h2>
      {total ? <Progress aria-label="导入进度" percent={Math.round((batch.doneRows / total) * 100)} /> : null}
      <p>
        已处理 {countText(batch.doneRows)} 行。可以离开这个页面，结果会保留。
      </p>
    </section>
  )
}
