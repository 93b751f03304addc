import { Descriptions, Progress, Space, Typography } from 'antd'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { lastMatch, runMatch } from '../contract.ts'

/** The last match and, while one runs, how far it is; it goes on when this page is closed. */
export const MatchPanel = () => {
  const asked = useAsk(lastMatch, {}, { refetchInterval: 1500 })
  return (
    <section className="panel">
      <Answer of={asked}>
        {({ running, last }) => (
          <Space size="large" wrap align="start">
            {last ? (
              <Descriptions
                column={{ xs: 1, sm: 3, lg: 6 }}
                layout="vertical"
                size="small"
                items={[
                  { label: '最近一次匹配', children: dateText(last.onDate) },
                  { label: '人、单位、团队', children: countText(last.subjects) },
                  { label: '事项', children: countText(last.measures) },
                  { label: '符合', children: `${countText(last.eligible)} 人次` },
                  { label: '金额合计', children: moneyText(last.amount) },
                  { label: '用时', children: `${(last.milliseconds / 1000).toFixed(1)} 秒` },
                ]}
              />
            ) : (
              <Typography.Text type="secondary">还没有匹配过全市。匹配会逐人核对每个事项，找出应当享受而尚未享受的人。</Typography.Text>
            )}
            {running ? (
              <div style={{ width: 220 }} aria-live="polite">
                正在匹配{running.total ? `，${countText(running.done)} / ${countText(running.total)}` : ''}
                <Progress aria-label="匹配进度" percent={running.total ? Math.round((running.done / running.total) * 100) : 0} />
              </div>
            ) : (
              <ActionButton action={runMatch} input={{}} type="primary" done={() => '匹配已开始，可以离开本页，结果会保留'} />
            )}
          </Space>
        )}
      </Answer>
    </section>
  )
}
