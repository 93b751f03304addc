import './documents.css'
import { useState } from 'react'
import { sizeText } from '../../../kernel/files/types.ts'
import type { Id } from '../../../kernel/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { Says } from '../../../kit/plain/Says.tsx'
import { tell } from '../../../kit/plain/told.tsx'
import { archivePath, attachDocuments, attachedDuring, caseDocuments, type ArchiveShown, type CaseDocument } from '../contract.ts'
import { PaperChecklist } from '../../papers/ui/Checklist.tsx'
import { ChooseDocuments } from './ChooseDocuments.tsx'
import { DocumentList } from './DocumentList.tsx'
import { UploadOrChoose } from './DocumentsField.tsx'
import { UploadBox } from './UploadBox.tsx'

/** The papers of one case beside it: looked at, and, by the applicant while it is open, added to. Once closed, its archive. */
export const CaseDocuments = ({ caseId, className }: { caseId: Id<'case'>; className: 'panel' | 'portal-card' }) => {
  const asked = useAsk(caseDocuments, { caseId })
  return (
    <section className={className}>
      <h2>材料</h2>
      <PaperChecklist caseId={caseId} />
      <Answered of={asked}>
        {({ documents, gives, receives, archive }) => (
          <>
            {documents.length ? (
              <DocumentList documents={documents} renderNote={attachedWords} renderActions={({ replaced }) => (replaced ? <span className="tag">申报人已另有新件</span> : null)} />
            ) : (
              <p className="document-quiet">{gives ? '还没有提交材料。系统已有的信息不用证明；办理机构要求时，或想补充说明时，在这里提交。' : '没有可以查看的材料。'}</p>
            )}
            {gives ? <Give caseId={caseId} personId={gives.personId ?? undefined} taken={documents.map(({ id }) => id)} /> : null}
            {receives ? <Receive caseId={caseId} personId={receives.personId} /> : null}
            {archive ? <Archive caseId={caseId} archive={archive} /> : null}
          </>
        )}
      </Answered>
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
  const [how, setHow] = useState<'upload' | 'choose'>()
  const verb = useAct(attachDocuments)
  const give = (documentIds: Id<'document'>[]) => {
    setHow(undefined)
    verb.mutate({ caseId, documentIds }, { onSuccess: ({ attached }) => tell(`已交到办件：${attached} 份`) })
  }
  return (
    <div className="no-print">
      <UploadOrChoose how={how} onHow={setHow} busy={verb.isPending} />
      {verb.error ? <Says tone="bad" title={verb.error.message} /> : null}
      {how === 'upload' ? <UploadBox input={{ caseId, ...(personId ? { personId } : {}) }} onUploaded={() => tell('已上传并交到办件')} /> : null}
      {how === 'choose' ? <ChooseDocuments personId={personId} taken={taken} okText={attachDocuments.label} onClose={() => setHow(undefined)} onChoose={(chosen) => give(chosen.map(({ id }) => id))} /> : null}
    </div>
  )
}

/** The window receives for the person who stands before it. */
const Receive = ({ caseId, personId }: { caseId: Id<'case'>; personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  return (
    <div className="no-print">
      <div className="document-buttons">
        <button type="button" className="portal-button portal-button-plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          代收材料
        </button>
      </div>
      {open ? <UploadBox input={{ caseId, personId }} onUploaded={() => tell('已代收并交到办件，申报人看得见是哪个窗口收的')} /> : null}
    </div>
  )
}

const Archive = ({ caseId, archive: { bytes, parts, hash, madeOn } }: { caseId: Id<'case'>; archive: ArchiveShown }) => (
  <div className="document-archive">
    <div className="document-buttons no-print">
      <a className="portal-button portal-button-plain" href={archivePath(caseId)}>
        下载归档包
      </a>
    </div>
    <p className="document-quiet">
      {dateText(madeOn)}归档，{parts} 个文件，{sizeText(bytes)}。归档包 SM3：<span className="document-hash">{hash}</span>
    </p>
  </div>
)
