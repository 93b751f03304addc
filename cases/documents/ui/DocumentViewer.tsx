import { Button, Modal } from 'antd'
import { fileTypes } from '../../../kernel/files/types.ts'
import { documentKinds, documentPath, type DocumentShown } from '../contract.ts'
import { PdfPages } from './PdfPages.tsx'

/** One paper over the page that it was opened from: a picture or the pages of a PDF; other kinds are downloaded. */
export const DocumentViewer = ({ document, onClose }: { document: DocumentShown | undefined; onClose: () => void }) => (
  <Modal
    open={document !== undefined}
    title={document ? `${documentKinds[document.kind]} · ${document.fileName}` : ''}
    onCancel={onClose}
    width={900}
    destroyOnHidden
    footer={
      document ? (
        <Button href={documentPath(document.id, { download: true })}>下载</Button>
      ) : null
    }
  >
    {document ? <Body document={document} /> : null}
  </Modal>
)

const Body = ({ document }: { document: DocumentShown }) => {
  const { preview } = fileTypes[document.type]
  if (preview === 'image') return <img className="document-picture" src={documentPath(document.id)} alt={`${documentKinds[document.kind]} ${document.fileName}`} />
  if (preview === 'pdf') return <PdfPages url={documentPath(document.id)} />
  return <p>{fileTypes[document.type].label} 文件请下载后查看。</p>
}
