import './documents.css'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { sizeText } from '../../../kernel/files/types.ts'
import type { Id } from '../../../kernel/types.ts'
import { dateText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { archivePath, attachDocuments, attachedDuring, caseDocuments, type ArchiveShown, type CaseDocument } from '../contract.ts'
import { PaperChecklist } from '../../papers/ui/Checklist.tsx'
import { ChooseDocuments } from './ChooseDocuments.tsx'
import { DocumentList } from './DocumentList.tsx'
import { UploadBox } from './UploadBox.tsx'

/** The papers of one case beside it: looked at, and, by the applicant while it is open, added to. Once closed, its archive. */
export const CaseDocuments = ({ caseId, className }: { caseId: Id<'case'>; className: 'panel' | 'portal-card' }) => {
  const asked = useAsk(caseDocuments, { caseId })
  return (
    <section className={className}>
      <h2>材料</h2>
      <PaperChecklist caseId={caseId} />
      <Answer of={asked}>
        {({ documents, gives, receives, archive }) => (
          <>
            {documents.length ? (
              <DocumentList documents={documents} renderNote={attachedWords} renderActions={({ replaced }) => (replaced ? <Tag variant="filled">申报人已另有新件</Tag> : null)} />
            ) : (
              <p className="document-quiet">{gives ? '还没有提交材料。系统已有的信息不用证明；办理机构要求时，或想补充说明时，在这里提交。' : '没有可以查看的材料。'}</p>
            )}
            {gives ? <Give caseId={caseId} personId={gives.personId ?? undefined} taken={documents.map(({ id }) => id)} /> : null}
            {receives ? <Receive caseId={caseId} personId={receives.personId} /> : null}
            {archive ? <Archive caseId={caseId} archive={archive} /> : null}
          </>
        )}
      </Answer>
    </section>
  )
}

const attachedWords = ({ attachedBy, attachedOn, during, hash }: CaseDocument) => (
  <>
    {attachedBy}于{dateText(attachedOn)}
    {attachedDuring[during]}提交 · SM3 <span title={hash}>{hash.slice(0, 12)}…</span>
  </>
)

const Give = ({ caseId, personId, taken }: { caseId: Id<'case'>; personId: Id<'person'> | undefined; taken: readonly string[] }) => {
  const { message } = App.useApp()
  const [how, setHow] = useState<'upload' | 'choose'>()
  const verb = useAct(attachDocuments)
  const give = (documentIds: Id<'document'>[]) =>
    verb.mutate(
      { caseId, documentIds },
      {
        onSuccess: ({ attached }) => {
          void message.success(`已交到办件：${attached} 份`)
          setHow(undefined)
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <div className="no-print">
      <div className="document-buttons">
        <Button onClick={() => setHow(how === 'upload' ? undefined : 'upload')}>上传材料</Button>
        <Button onClick={() => setHow('choose')} loading={verb.isPending}>
          从我的材料中选择
        </Button>
      </div>
      {how === 'upload' ? <UploadBox input={{ caseId, ...(personId ? { personId } : {}) }} onUploaded={() => void message.success('已上传并交到办件')} /> : null}
      <ChooseDocuments open={how === 'choose'} personId={personId} taken={taken} okText={attachDocuments.label} onClose={() => setHow(undefined)} onChoose={(chosen) => give(chosen.map(({ id }) => id))} />
    </div>
  )
}

/** The window receives for the person who stands before it. */
const Receive = ({ caseId, personId }: { caseId: Id<'case'>; personId: Id<'person'> }) => {
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  return (
    <div className="no-print">
      <div className="document-buttons">
        <Button onClick={() => setOpen(!open)}>代收材料</Button>
      </div>
      {open ? <UploadBox input={{ caseId, personId }} onUploaded={() => void message.success('已代收并交到办件，申报人看得见是哪个窗口收的')} /> : null}
    </div>
  )
}

const Archive = ({ caseId, archive: { bytes, parts, hash, madeOn } }: { caseId: Id<'case'>; archive: ArchiveShown }) => (
  <div className="document-archive">
    <div className="document-buttons">
      <Button href={archivePath(caseId)}>下载归档包</Button>
    </div>
    <p className="document-quiet">
      {dateText(madeOn)}归档，{parts} 个文件，{sizeText(bytes)}。归档包 SM3：<span className="document-hash">{hash}</span>
    </p>
  </div>
)
