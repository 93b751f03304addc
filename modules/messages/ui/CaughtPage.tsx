import { Empty, Table } from 'antd'
import { momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { caught, channels } from '../contract.ts'

/** The demo sends nothing: what would have gone out stands here, the newest first. */
export const CaughtPage = () => (
  <Page title="示范模式截下的消息" lead="示范模式下短信、邮件、推送都不真的发出，每个渠道留最近二十条。">
    <Answer of={useAsk(caught, {}, { refetchInterval: 10_000 })}>
      {({ open, caught: list }) =>
        open ? (
          <Table
            rowKey={({ at, to, text }) => `${at}${to}${text}`}
            size="small"
            pagination={false}
            dataSource={list}
            locale={{ emptyText: '还没有截下消息。8:00 到 21:00 之间有消息要发时会出现在这里。' }}
            columns={[
              { title: '时间', dataIndex: 'at', render: momentText },
              { title: '渠道', dataIndex: 'channel', render: (channel: keyof typeof channels) => channels[channel] },
              { title: '发往', dataIndex: 'to' },
              { title: '内容', dataIndex: 'text', render: (text: string) => <span style={{ whiteSpace: 'pre-line' }}>{text}</span> },
            ]}
          />
        ) : (
          <Empty description="这里的消息真的发给了收件人，没有截下的。" />
        )
      }
    </Answer>
  </Page>
)
