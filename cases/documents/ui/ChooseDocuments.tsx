import { useState } from 'react'
import { Answered } from '../../../kit/Answered.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainDialog } from '../../../kit/plain/PlainDialog.tsx'
import type { Id } from '../../../kernel/types.ts'
import { myDocuments, type OwnDocument } from '../contract.ts'
import { DocumentList } from './DocumentList.tsx'

interface ChooseProps {
  personId: Id<'person'> | undefined
  /** Those that are there already are not offered. */
  taken: readonly string[]
  okText: string
  onClose: () => void
  onChoose: (documents: OwnDocument[]) => void
}

/** 从我的材料中选择: what was uploaded once serves again. One that has expired says so and cannot be chosen. */
export const ChooseDocuments = (props: ChooseProps) => (
  <PlainDialog title="从我的材料中选择" onClose={props.onClose}>
    <Choice {...props} />
  </PlainDialog>
)

const Choice = ({ personId, taken, okText, onChoose }: ChooseProps) => {
  const asked = useAsk(myDocuments, personId ? { personId } : {})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return (
    <Answered of={asked}>
      {({ documents }) => {
        const offered = documents.filter(({ id }) => !taken.includes(id))
        if (!offered.length) return <p>{documents.length ? '已有的材料都已选用。需要别的请上传。' : '还没有上传过材料。上传一次，以后的申报都可以直接选用。'}</p>
        const picked = offered.filter(({ id }) => chosen.has(id))
        return (
          <>
            <DocumentList
              documents={offered}
              renderNote={({ usedIn, ofEmployer }) => `${ofEmployer ? '单位的材料 · ' : ''}${usedIn ? `已用于 ${usedIn} 件办件` : '还没有用过'}`}
              renderActions={({ id, fileName, expired }) => (
                <label className="document-choose">
                  <input
                    type="checkbox"
                    aria-label={`选用${fileName}`}
                    disabled={expired}
                    checked={chosen.has(id)}
                    onChange={({ target: { checked } }) => setChosen((before) => new Set(checked ? [...before, id] : [...before].filter((one) => one !== id)))}
                  />
                  选用
                </label>
              )}
            />
            <button type="button" className="portal-button" disabled={picked.length === 0} onClick={() => onChoose(picked)}>
              {okText}
              {picked.length ? `（${picked.length} 份）` : ''}
            </button>
          </>
        )
      }}
    </Answered>
  )
}
