import './documents.css'
import { FileOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
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
              <Button size="small" type="link" href={documentPath(document.id, { download: true })}>
                下载
              </Button>
              {renderActions?.(document)}
            </div>
          </li>
        ))}
      </ul>
      <DocumentViewer document={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

const Thumb = ({ document }: { document: DocumentShown }) => {
  const { preview } = fileTypes[document.type]
  if (preview === 'image') return <img src={documentPath(document.id)} alt="" loading="lazy" />
  return preview === 'pdf' ? <FilePdfOutlined aria-hidden="true" /> : <FileOutlined aria-hidden="true" />
}

const Validity = ({ document: { validUntil, expired } }: { document: DocumentShown }) => {
  if (!validUntil) return null
  return <Tag color={expired ? 'red' : 'default'} variant="filled">{expired ? `已于${dateText(validUntil)}过期` : `有效期至${dateText(validUntil)}`}</Tag>
}
