import { Alert, Button, Modal, Space } from 'antd'
import { changedLines, lineDiff } from '../../../kit/line-diff.ts'
import { momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import type { Id } from '../../../kernel/types.ts'
import { getDraft } from '../contract.ts'

interface Props {
  draftId: Id<'draft'>
  /** What the server said, with who saved when; absent while there is no conflict. */
  said: string | undefined
  mine: string
  /** Goes on with this text on top of that version. */
  onTake: (text: string, version: number) => void
  onClose: () => void
}

/** Two wrote at once: both texts stand here, and whoever is later decides with both before him. */
export const ConflictModal = ({ draftId, said, mine, onTake, onClose }: Props) => (
  <Modal open={said !== undefined} title="别人已经保存了新的一稿" width={1000} footer={null} onCancel={onClose} destroyOnHidden>
    <Alert type="warning" showIcon title={said ?? ''} description="您写的还在本页，没有丢失。红底是对方的，绿底是您的。" style={{ marginBottom: 12 }} />
    <Both draftId={draftId} mine={mine} onTake={onTake} />
  </Modal>
)

const Both = ({ draftId, mine, onTake }: Pick<Props, 'draftId' | 'mine' | 'onTake'>) => {
  const asked = useAsk(getDraft, { draftId })
  return (
    <Answer of={asked}>
      {(theirs) => (
        <>
          <DiffView before={theirs.text} after={mine} />
          <Space style={{ marginTop: 12 }}>
            <Button type="primary" onClick={() => onTake(mine, theirs.version)}>
              用我的一稿继续
            </Button>
            <Button onClick={() => onTake(theirs.text, theirs.version)}>
              用{theirs.savedByName}的第{theirs.version}稿（{momentText(theirs.savedAt)}）
            </Button>
          </Space>
        </>
      )}
    </Answer>
  )
}

/** What was and what is, line by line, with two lines around each difference. */
export const DiffView = ({ before, after }: { before: string; after: string }) => {
  const changed = changedLines(lineDiff(before, after), 2)
  if (changed.length === 0) return <p className="lab-quiet">没有任何不同。</p>
  return (
    <pre className="source lab-diff">
      {changed.map(({ kind, text, gap }, index) => (
        <div key={String(index)} className={`lab-diff-${kind}`}>
          {gap ? <div className="lab-quiet">……</div> : null}
          {kind === 'old' ? '− ' : kind === 'new' ? '+ ' : '  '}
          {text || ' '}
        </div>
      ))}
    </pre>
  )
}
