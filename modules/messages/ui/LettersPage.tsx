import { Button, Empty } from 'antd'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { letters, postLetters } from '../contract.ts'

/** Letters for people without an account: one block each, to print and post. */
export const LettersPage = () => (
  <Page title="待寄信件" lead="没有账号、收不到短信和推送的人，寄信或当面送达。先打印，寄出以后登记。" extra={<Button onClick={() => window.print()}>打印</Button>}>
    <Answer of={useAsk(letters, {})}>
      {({ letters: waiting }) =>
        waiting.length ? (
          <>
            <ActionButton action={postLetters} input={{ sendingIds: waiting.map(({ sendingId }) => sendingId) }} type="primary" label={`登记这 ${waiting.length} 封已寄出`} confirm="确实都寄出了？" done={({ posted }) => `已登记 ${posted} 封`} />
            {waiting.map(({ sendingId, name, lines, says }) => (
              <section key={sendingId} className="panel" aria-label={`寄给${name}的信`} style={{ breakInside: 'avoid' }}>
                <address style={{ fontStyle: 'normal' }}>
                  {lines.map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                </address>
                <p>{name}：</p>
                {says.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                <p>您也可以带身份证到就近的乡镇街道窗口查询、办理。</p>
              </section>
            ))}
          </>
        ) : (
          <Empty description="没有待寄的信件。" />
        )
      }
    </Answer>
  </Page>
)
