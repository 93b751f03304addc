import { useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { fileTypes } from '../../../kernel/files/types.ts'
import { documentKinds, documentPath, type DocumentShown } from '../contract.ts'
import { PdfPages } from './PdfPages.tsx'

/** From here on there is room for a paper and the page beside it. */
const wide = '(min-width: 992px)'

/**
 * One paper at the right, with the page that it was opened from still in sight and in use: an officer compares. A picture or the pages of a PDF
 * are shown, other kinds are downloaded; on the phone, and over another dialog, it stands alone.
 */
export const DocumentViewer = ({ document: paper, onClose }: { document: DocumentShown; onClose: () => void }) => {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const node = dialog.current
    const before = document.activeElement
    if (node && !node.open) {
      if (matchMedia(wide).matches && !document.querySelector('dialog:modal, .ant-modal-wrap:not([style*="none"])')) node.show()
      else node.showModal()
    }
    node?.querySelector('h2')?.focus()
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined)
  }, [])
  useEffect(() => {
    // Escape closes by itself only what stands alone.
    const close = (event: KeyboardEvent) => event.key === 'Escape' && !dialog.current?.matches(':modal') && onClose()
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClose])
  const { preview, label } = fileTypes[paper.type]
  return createPortal(
    <dialog ref={dialog} className="document-viewer" aria-labelledby={id} onClose={onClose}>
      <div className="document-viewer-head">
        <h2 id={id} tabIndex={-1}>
          {documentKinds[paper.kind]} · {paper.fileName}
        </h2>
        <a className="document-action" href={documentPath(paper.id, { download: true })}>
          下载
        </a>
        <button type="button" className="document-action" onClick={onClose}>
          关闭
        </button>
      </div>
      {preview === 'image' ? <img className="document-picture" src={documentPath(paper.id)} alt={`${documentKinds[paper.kind]} ${paper.fileName}`} /> : null}
      {preview === 'pdf' ? <PdfPages url={documentPath(paper.id)} /> : null}
      {preview === null ? <p>{label} 文件请下载后查看。</p> : null}
    </dialog>,
    document.body,
  )
}
