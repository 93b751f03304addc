import { Alert, Table, Typography } from 'antd'
import { listVerdicts, verifyNow } from '../../kernel/audit/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'

/** Whether the trail is whole: the last verdict in a sentence, those before below. */
export const ChainPage = () => {
  const asked = useAsk(listVerdicts, {}, { refetchInterval: 5000 })
  const running = asked.data?.running ?? false
  return (
    <Page
      title="审计链核对"
      lead="每行审计都带着上一行的校验码，密钥不在数据库里；各段末端每分钟抄录到数据库之外。改一行、删一行、截断末尾、换回旧备份，都会在核对时现形。每天凌晨自动核对一次。"
      extra={<ActionButton action={verifyNow} input={{}} type="primary" can={!running} because="正在核对，请稍候看结果" done={() => '已开始核对，结果稍后出现在下面'} />}
    >
      <Answer of={asked}>
        {({ verdicts }) => {
          const last = verdicts[0]
          return (
            <>
              {last ? (
                <Alert
                  showIcon
                  type={last.findings.length ? 'error' : 'success'}
                  title={last.findings.length ? `${momentText(last.at)} 核对发现 ${last.findings.length} 个问题` : `${momentText(last.at)} 核对：${countText(last.rows)} 行都与当时写下的一致，没有缺少，也没有被截断`}
                  description={last.findings.length ? <ul>{last.findings.map((finding) => <li key={finding}>{finding}</li>)}</ul> : undefined}
                />
              ) : null}
              <Table
                rowKey="id"
                size="middle"
                pagination={false}
                dataSource={verdicts}
                scroll={{ x: 'max-content' }}
                locale={{ emptyText: running ? '正在核对' : '还没有核对过。点上面的“立即核对”。' }}
                columns={[
                  { title: '核对时间', dataIndex: 'at', render: momentText },
                  { title: '行数', dataIndex: 'rows', render: countText, className: 'number' },
                  { title: '比对锚定', dataIndex: 'anchors', render: countText, className: 'number' },
                  { title: '用时', dataIndex: 'milliseconds', render: (took: number) => `${(took / 1000).toFixed(1)} 秒`, className: 'number' },
                  { title: '结论', dataIndex: 'findings', render: (findings: string[]) => (findings.length ? <Typography.Text type="danger">{`${findings.length} 个问题：${findings[0]}`}</Typography.Text> : '完整') },
                ]}
              />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
