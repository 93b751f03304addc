import { Button, Checkbox, Empty, Modal } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { myDocuments, type OwnDocument } from '../contract.ts'
import { DocumentList } from './DocumentList.tsx'

interface ChooseProps {
  open: boolean
  personId: Id<'person'> | undefined
  /** Those that are there already are not offered. */
  taken: readonly string[]
  okText: string
  onClose: () => void
  onChoose: (documents: OwnDocument[]) => void
}

/** 从我的材料中选择: what was uploaded once serves again. One that has expired says so and cannot be chosen. */
export const ChooseDocuments = (props: ChooseProps) => (
  <Modal open={props.open} title="从我的材料中选择" footer={null} onCancel={props.onClose} width={760} destroyOnHidden>
    <Choice {...props} />
  </Modal>
)

const Choice = ({ personId, taken, okText, onChoose }: ChooseProps) => {
  const asked = useAsk(myDocuments, personId ? { personId } : {})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return (
    <Answer of={asked}>
      {({ documents }) => {
        const offered = documents.filter(({ id }) => !taken.includes(id))
        if (!offered.length) return <Empty description={documents.length ? '已有的材料都已选用。需要别的请上传。' : '还没有上传过材料。上传一次，以后的申报都可以直接选用。'} />
        const picked = offered.filter(({ id }) => chosen.has(id))
        return (
          <>
            <DocumentList
              documents={offered}
              renderNote={({ usedIn, ofEmployer }) => `${ofEmployer ? '单位的材料 · ' : ''}${usedIn ? `已用于 ${usedIn} 件办件` : '还没有用过'}`}
              renderActions={({ id, fileName, expired }) => (
                <Checkbox
                  aria-label={`选用${fileName}`}
                  disabled={expired}
                  checked={chosen.has(id)}
                  onChange={({ target }) => setChosen((before) => new Set(target.checked ? [...before, id] : [...before].filter((one) => one !== id)))}
                >
                  选用
                </Checkbox>
              )}
            />
            <div className="document-buttons">
              <Button type="primary" disabled={picked.length === 0} onClick={() => onChoose(picked)}>
                {okText}
                {picked.length ? `（${picked.length} 份）` : ''}
              </Button>
            </div>
          </>
        )
      }}
    </Answer>
  )
}
