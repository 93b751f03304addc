import { Empty, Table, Typography } from 'antd'
import { dateText } from '../../kit/format.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { RecordButton } from '../by-hand/ui/RecordButton.tsx'
import { verifications, type RecordedFact } from '../contract.ts'
import { confidenceLevels } from '../confidence/contract.ts'
import { AskCorrectionButton } from './AskCorrectionButton.tsx'
import { confidenceTones, verificationTones } from './words.ts'

/** What is known, from whom, since when, and whether somebody has checked it. */
export const FactTable = ({ facts, empty }: { facts: readonly RecordedFact[]; empty: string }) => (
  <Table
    rowKey={({ group, text, source, asOf, rowId }) => rowId ?? `${group}|${text}|${source}|${asOf}`}
    size="small"
    pagination={false}
    tableLayout="fixed"
    scroll={{ x: 900 }}
    dataSource={[...facts]}
    locale={{ emptyText: <Empty description={empty} /> }}
    columns={[
      // One cell over the rows of a group, so that the eye finds the group at once.
      { title: '类别', dataIndex: 'group', width: 110, onCell: (fact, index = 0) => ({ rowSpan: facts[index - 1]?.group === fact.group ? 0 : facts.filter(({ group }) => group === fact.group).length }) },
      { title: '内容', dataIndex: 'text' },
      { title: '来源', dataIndex: 'source', width: 140 },
      { title: '截至', dataIndex: 'asOf', width: 130, render: dateText },
      {
        title: '核验',
        dataIndex: 'verification',
        width: 140,
        render: (state: RecordedFact['verification'], fact) => (
          <>
            <StateTag state={state} words={verifications} tones={verificationTones} />
            <AskCorrectionButton fact={fact} />
            <RecordButton fact={fact} />
          </>
        ),
      },
      // An employer's records have none computed: no empty column for them.
      ...(facts.some(({ confidence }) => confidence !== null)
        ? [
            {
              title: '可信度',
              dataIndex: 'confidence',
              width: 220,
              render: (confidence: RecordedFact['confidence']) =>
                confidence ? (
                  <>
                    <StateTag state={confidence.level} words={confidenceLevels} tones={confidenceTones} /> <Typography.Text type="secondary">{confidence.says}</Typography.Text>
                  </>
                ) : null,
            },
          ]
        : []),
    ]}
  />
)
