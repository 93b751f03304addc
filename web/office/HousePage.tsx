import { Alert, Descriptions, Progress, Table } from 'antd'
import { houseState, retryJob } from '../../kernel/office/house-contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'

const sizeText = (bytes: string): string => `${(Number(bytes) / 2 ** 30).toFixed(1)} GB`
const taskWords = { queued: '等待', running: '进行中', done: '完成', failed: '没有完成', cancelled: '已取消' } as const

/** How the house is. Nothing here tells what is in it. */
export const HousePage = () => {
  const asked = useAsk(houseState, {}, { refetchInterval: 10_000 })
  return (
    <Page title="系统状态" lead="版本、数据库、磁盘、备份、任务队列。这里看不到任何人、任何办件，也不能授权。">
      <Answer of={asked}>
        {({ version, node, postgres, startedAt, databaseBytes, disk, connections, migrations, settings, backups, queue, failing, tasks }) => {
          const freeShare = Number(disk.freeBytes) / Number(disk.totalBytes)
          return (
            <>
              {freeShare < 0.1 ? <Alert type="error" showIcon title={`磁盘只剩 ${sizeText(disk.freeBytes)}，请尽快扩容或清理`} style={{ marginBottom: 16 }} /> : null}
              {backups.last ? null : <Alert type="warning" showIcon title={`没有找到备份：${backups.folder} 里没有完整的备份。请按运维手册定时运行 juying backup；放在别处的，把 JUYING_BACKUPS 指到那里。`} style={{ marginBottom: 16 }} />}
              <Descriptions
                bordered
                size="small"
                column={2}
                items={[
                  { key: 'version', label: '版本', children: `聚英 ${version}，Node ${node}，PostgreSQL ${postgres}` },
                  { key: 'since', label: '启动于', children: momentText(startedAt) },
                  { key: 'size', label: '数据库', children: sizeText(databaseBytes) },
                  { key: 'disk', label: '磁盘剩余', children: `${sizeText(disk.freeBytes)}，共 ${sizeText(disk.totalBytes)}` },
                  { key: 'connections', label: '数据库连接', children: `${connections.used} / ${connections.most}` },
                  { key: 'migrations', label: '迁移', children: `${migrations.count} 个，到 ${migrations.last}` },
                  { key: 'backup', label: '最近的备份', children: backups.last ? `${backups.last.name}，${momentText(backups.last.at)}，${sizeText(backups.last.bytes)}` : '没有' },
                  ...settings.map(({ name, value }) => ({ key: name, label: name, children: value })),
                ]}
              />
              <h2>出错的任务</h2>
              <Table
                rowKey="jobId"
                size="middle"
                pagination={false}
                dataSource={failing}
                scroll={{ x: 'max-content' }}
                locale={{ emptyText: '没有出错的任务' }}
                columns={[
                  { title: '任务', dataIndex: 'label' },
                  { title: '试过', dataIndex: 'attempts', render: (attempts: number, { most }) => `${attempts} / ${most} 次` },
                  { title: '下次', dataIndex: 'nextAt', render: (at: string, { final }) => (final ? '不再自动执行' : momentText(at)) },
                  { title: '出错', dataIndex: 'says' },
                  { title: '', key: 'retry', render: (_, { jobId }) => <ActionButton action={retryJob} input={{ jobId }} size="small" done={() => '已放回队列，马上执行'} /> },
                ]}
              />
              <h2>任务队列</h2>
              <Table
                rowKey="task"
                size="middle"
                pagination={false}
                dataSource={queue}
                locale={{ emptyText: '队列是空的' }}
                columns={[
                  { title: '任务', dataIndex: 'label' },
                  { title: '等待', dataIndex: 'waiting', render: countText, className: 'number' },
                  { title: '进行中', dataIndex: 'running', render: countText, className: 'number' },
                  { title: '出错', dataIndex: 'failed', render: countText, className: 'number' },
                ]}
              />
              <h2>较长的任务</h2>
              <Table
                rowKey="id"
                size="middle"
                pagination={false}
                dataSource={tasks}
                scroll={{ x: 'max-content' }}
                locale={{ emptyText: '还没有较长的任务' }}
                columns={[
                  { title: '任务', dataIndex: 'label' },
                  { title: '状态', dataIndex: 'state', render: (state: keyof typeof taskWords) => taskWords[state] },
                  { title: '进度', key: 'progress', render: (_, { done, total, state }) => (state === 'done' ? '' : total === null ? done : <Progress aria-label="进度" percent={Math.floor((Number(done) / Math.max(1, Number(total))) * 100)} size="small" />) },
                  { title: '开始', dataIndex: 'createdAt', render: momentText },
                  { title: '出错', dataIndex: 'error' },
                ]}
              />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
