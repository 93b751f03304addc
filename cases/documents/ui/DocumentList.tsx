import './documents.css'
import { useState, type ReactNode } from 'react'
import { fileTypes, sizeText } from '../../../kernel/files/types.ts'
import { dateText } from '../../../kit/format.ts'
import { documentKinds, documentPath, type DocumentShown } from '../contract.ts'
import { DocumentViewer } from './DocumentViewer.tsx'

interface DocumentListProps<T extends DocumentShown> {
  documents: readonly T[]
  /** A line of one's own below the name. */
  renderNote?: (document: T) => ReactNode
  /** What can be done with it beside looking. */
  renderActions?: (document: T) => ReactNode
}

/** Papers with their thumbnails; a press opens the paper over the page. */
export const DocumentList = <T extends DocumentShown>({ documents, renderNote, renderActions }: DocumentListProps<T>) => {
  const [open, setOpen] = useState<T>()
  return (
    <>
      <ul className="document-list">
        {documents.map((document) => (
          <li key={document.id}>
            <button type="button" className="document-thumb" onClick={() => setOpen(document)} aria-label={`查看${document.fileName}`}>
              <Thumb document={document} />
            </button>
            <div className="document-words">
              <div>
                <strong>{documentKinds[document.kind]}</strong>{' '}
                <button type="button" className="document-name" onClick={() => setOpen(document)}>
                  {document.fileName}
                </button>{' '}
                <Validity document={document} />
              </div>
              <div className="document-quiet">
                {fileTypes[document.type].label} · {sizeText(document.bytes)} · {document.window ? `${document.window}${document.uploadedBy}于${dateText(document.uploadedOn)}代收` : `${document.uploadedBy}于${dateText(document.uploadedOn)}上传`}
              </div>
              {renderNote ? <div className="document-quiet">{renderNote(document)}</div> : null}
            </div>
            <div className="document-actions no-print">
              <a className="document-action" href={documentPath(document.id, { download: true })}>
                下载
              </a>
              {renderActions?.(document)}
            </div>
          </li>
        ))}
      </ul>
      {open ? <DocumentViewer key={open.id} document={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

const Thumb = ({ document }: { document: DocumentShown }) => {
  const { preview } = fileTypes[document.type]
  return preview === 'image' ? <img src={documentPath(document.id)} alt="" loading="lazy" /> : <span aria-hidden="true">{fileTypes[document.type].label}</span>
}

const Validity = ({ document: { validUntil, expired } }: { document: DocumentShown }) => (validUntil ? <span className={`tag ${expired ? 'tag-bad' : 'tag-quiet'}`}>{expired ? `已于${dateText(validUntil)}过期` : `有效期至${dateText(validUntil)}`}</span> : null)
