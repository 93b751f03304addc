import { Link } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { momentText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { channels, listSendings, retry, sendingStates, type SendingRow, type SendingState } from '../contract.ts'

const tones: Record<SendingState, Tone> = { waiting: 'waiting', sending: 'active', sent: 'good', failed: 'waiting', givenUp: 'bad' }
const { app: _, ...outwardWords } = channels

/** Whether people were reached: what waits, what failed and why. */
export const SendingsPage = () => {
  const role = useMe().data?.duty?.role
  return (
    <Page
      title="消息发送"
      lead="消息先进收件人的“我的消息”，再按各人的设置发短信、邮件、推送或寄信。这里看得到发没发到，看不到正文。"
      extra={
        <>
          {role === 'specialist' ? null : <Link to="/messages/letters">待寄信件</Link>}
          {role === 'talentOffice' ? <Link to="/messages/caught">示范模式截下的消息</Link> : null}
        </>
      }
    >
      <ListPage
        list={listSendings}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '收件人' },
          { key: 'channel', label: '渠道', kind: 'choice', choices: outwardWords },
          { key: 'state', label: '状态', kind: 'choice', choices: sendingStates },
        ]}
        columns={[
          { title: '收件人', dataIndex: 'recipientName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '渠道', dataIndex: 'channel', render: (channel: SendingRow['channel']) => channels[channel] },
          { title: '类别', dataIndex: 'about' },
          { title: '条数', dataIndex: 'carries', className: 'number' },
          { title: '状态', dataIndex: 'state', render: (state: SendingState) => <StateTag state={state} words={sendingStates} tones={tones} /> },
          { title: '不早于', dataIndex: 'notBefore', render: momentText },
          { title: '试过', dataIndex: 'attempts', className: 'number' },
          { title: '原因', dataIndex: 'reason' },
          { title: '发出', dataIndex: 'sentAt', render: (at: string | null) => (at ? momentText(at) : '') },
          { title: '', key: 'act', render: (_, { id, state }) => (state === 'failed' || state === 'givenUp' ? <ActionButton action={retry} input={{ sendingId: id }} size="small" done={() => '已重新排队，一分钟内发出'} /> : null) },
        ]}
        empty="没有符合条件的发送。换个条件，或等有消息要发。"
      />
    </Page>
  )
}
