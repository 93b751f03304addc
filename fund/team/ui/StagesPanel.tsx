import { Space, Table } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { instalmentStates } from '../../contract.ts'
import type { AwardPage } from '../../awards/contract.ts'
import { payerText } from '../../awards/ui/PayersPanel.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { HolderPicker, type PickedHolder } from '../../ui/HolderPicker.tsx'
import { decideStage, getStages, planStage, recordMatch, recordOpinion, stageCan, stageStates } from '../contract.ts'
import { stageTones } from './words.ts'

type Stages = z.output<typeof getStages.output>
type Stage = Stages['stages'][number]

/** A team's award by stages: members over time, matched money, experts, conclusions. */
export const StagesPanel = ({ award }: { award: AwardPage }) => {
  const asked = useAsk(getStages, { awardId: award.id })
  return (
    <Answer of={asked}>
      {(team) => (
        <section className="panel">
          <h2>团队与阶段</h2>
          <p>
            {team.teamName}（{team.employerName}）。成员：
            {team.members.map(({ name, role, joinedOn, leftOn }) => `${name} ${role}，${dateText(joinedOn)}起${leftOn ? `，${dateText(leftOn)}离开` : ''}`).join('；')}
          </p>
          <p>
            社会配套资金已到位 {yuanText(team.matchedFen)}
            {team.proofs.map(({ source, amountFen, receivedOn, document }) => `；${dateText(receivedOn)} ${source} ${yuanText(amountFen)}（${document}）`).join('')}
          </p>
          <Space wrap style={{ marginBottom: 12 }}>
            <FormButton
              action={recordMatch}
              fixed={{ awardId: award.id }}
              fields={[
                { key: 'source', label: '出资方', kind: 'line' },
                { key: 'amount', label: '金额（元）', kind: 'money' },
                { key: 'receivedOn', label: '到位日期', kind: 'day' },
                { key: 'document', label: '验资或银行凭证编号', kind: 'line' },
              ]}
              done={({ matchedFen }) => `已登记，累计到位 ${yuanText(matchedFen)}`}
            />
            {award.instalments
              .filter(({ no, state }, i, all) => state === 'planned' && all.findIndex((other) => other.no === no) === i && !team.stages.some(({ instalmentNo }) => instalmentNo === no))
              .map(({ id, no }) => (
                <FormButton
                  key={id}
                  action={planStage}
                  says={`第${no}期设为一个阶段：评估通过、配套到位才付款；几个承担方的，各自的部分一并到期。`}
                  fixed={{ instalmentId: id }}
                  fields={[
                    { key: 'title', label: '阶段名称', kind: 'line', hint: '例如 中期评估' },
                    { key: 'match', label: '到本阶段应累计到位的配套资金（元）', kind: 'money' },
                  ]}
                  label={`第${no}期设立阶段`}
                  done={() => '已设立阶段'}
                />
              ))}
          </Space>
          <Table<Stage>
            rowKey="id"
            size="middle"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={team.stages}
            locale={{ emptyText: '还没有设立阶段。未到期的分期可以在上面设立。' }}
            columns={[
              { title: '阶段', key: 'title', render: (_, { no, title }) => `${no}. ${title}` },
              { title: '金额', key: 'amount', className: 'number', render: (_, { amountFen, instalmentNo }) => `第${instalmentNo}期 ${yuanText(amountFen)}` },
              { title: '由谁支付', key: 'parts', render: (_, { parts }) => parts.map(({ payer, lineId, lineTitle, amountFen, state }) => <div key={lineId}>{`${payerText(payer)} ${yuanText(amountFen)}，${instalmentStates[state]}（${lineTitle}）`}</div>) },
              { title: '应到位配套', dataIndex: 'matchFen', className: 'number', render: yuanText },
              { title: '专家意见', key: 'opinions', render: (_, { opinions }) => (opinions.length ? opinions.map(({ expertName, score, opinion }) => <div key={expertName}>{`${expertName} ${score} 分：${opinion}`}</div>) : '还没有') },
              { title: '结论', key: 'state', render: (_, { state, document, decidedOn }) => <><StateTag state={state} words={stageStates} tones={stageTones} />{decidedOn ? `${dateText(decidedOn)} ${document ?? ''}` : ''}</> },
              { title: '办理', key: 'act', render: (_, stage) => <StageVerbs stage={stage} /> },
            ]}
          />
        </section>
      )}
    </Answer>
  )
}

const StageVerbs = ({ stage }: { stage: Stage }) => {
  const [expert, setExpert] = useState<PickedHolder>()
  return (
    <Space>
      {stageCan.assess(stage) ? (
        <FormButton
          action={recordOpinion}
          says="团队成员和依托单位的人应当回避。"
          fixed={{ stageId: stage.id, ...(expert?.kind === 'person' ? { expertId: expert.id } : {}) }}
          fields={[
            { key: 'score', label: '评分（0 到 100）', kind: 'line' },
            { key: 'opinion', label: '意见', kind: 'text' },
            { key: 'document', label: '评审意见表编号', kind: 'line' },
          ]}
          done={({ opinions }) => `已登记，共 ${opinions} 份意见`}
          onDone={() => setExpert(undefined)}
          size="small"
        >
          <HolderPicker value={expert} onChange={setExpert} />
        </FormButton>
      ) : null}
      {stageCan.decide(stage) ? (
        <FormButton
          action={decideStage}
          says="通过：这一期当日到期。减付：只付写明的数额，各承担方按比例承担，其余退回各自的科目。不通过：这一期和以后各期停止。"
          fixed={{ stageId: stage.id }}
          fields={[
            { key: 'outcome', label: '结论', kind: 'choice', choices: { passed: '通过', reduced: '减付', failed: '不通过' } },
            { key: 'keep', label: '减付时付多少（元）', kind: 'money', optional: true },
            { key: 'document', label: '结论文件', kind: 'line' },
          ]}
          can={!stage.mine}
          because="登记专家意见的人不能作出结论"
          done={({ dueFen, stoppedFen }) => `到期 ${yuanText(dueFen)}，停止 ${yuanText(stoppedFen)}`}
          size="small"
        />
      ) : null}
    </Space>
  )
}
