import { Button, Input, Modal, Segmented, Space } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { saveScenario } from '../what-if-contract.ts'
import type { Laboratory } from './use-laboratory.ts'

/** Up to four texts side by side: which one is in the editor, another one from it, this one into the draft, all of them kept as a scenario. */
export const SceneBar = ({ lab, editable, draftId }: { lab: Laboratory; editable: boolean; draftId: Id<'draft'> }) => {
  const { scenes, active, scene } = lab
  return (
    <div className="lab-scenes">
      <Segmented aria-label="方案" value={active} onChange={lab.choose} options={scenes.map(({ name }, index) => ({ value: index, label: name }))} />
      {lab.canAdd ? <Button onClick={lab.add}>另加方案</Button> : null}
      {active > 0 ? <Button onClick={() => lab.drop(active)}>去掉{scene.name}</Button> : null}
      {active > 0 && editable ? <Button onClick={() => lab.put(0, scene.text)}>采用为草稿</Button> : null}
      <span style={{ flex: 1 }} />
      <KeepScenario lab={lab} draftId={draftId} />
    </div>
  )
}

const KeepScenario = ({ lab, draftId }: { lab: Laboratory; draftId: Id<'draft'> }) => {
  const [asking, setAsking] = useState(false)
  const [title, setTitle] = useState('')
  const navigate = useNavigate()
  const text = title.trim()
  const sound = lab.live.answer !== undefined && lab.live.trouble === undefined
  return (
    <>
      <Button disabled={!sound} onClick={() => setAsking(true)}>
        {saveScenario.label}
      </Button>
      <Modal
        open={asking}
        title={saveScenario.label}
        onCancel={() => setAsking(false)}
        footer={
          <Space>
            <ActionButton
              action={saveScenario}
              input={{ title: text, draftId, drafts: lab.scenes.map((one) => ({ name: one.name, text: one.text })) }}
              type="primary"
              can={text.length >= 2}
              because="请给方案起个名字"
              done={({ number }) => `已保存为 ${number}，可以把链接发给同事`}
              onDone={({ scenarioId }) => {
                setAsking(false)
                void navigate(`/lab/scenarios/${scenarioId}`)
              }}
            />
          </Space>
        }
      >
        <p>
          保存 {lab.scenes.length} 个方案的原文和测算结果，以后可以按链接打开、导出 Word 和 Excel。已存的在<Link to="/lab/scenarios">测算方案</Link>里。
        </p>
        <Input aria-label="方案名称" placeholder="例如：社保满三个月、D类提高到 80 万" maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Modal>
    </>
  )
}
