import { Button, Drawer, Grid } from 'antd'
import { fileTypes } from '../../../kernel/files/types.ts'
import { documentKinds, documentPath, type DocumentShown } from '../contract.ts'
import { PdfPages } from './PdfPages.tsx'

/**
 * One paper at the right, with the page that it was opened from still in sight and in use: an officer compares. A picture or the pages of a PDF
 * are shown, other kinds are downloaded; on the phone it fills the screen.
 */
export const DocumentViewer = ({ document, onClose }: { document: DocumentShown | undefined; onClose: () => void }) => {
  const wide = Grid.useBreakpoint().lg
  return (
    <Drawer
      open={document !== undefined}
      title={document ? `${documentKinds[document.kind]} · ${document.fileName}` : ''}
      onClose={onClose}
      size={wide ? '42vw' : '100%'}
      mask={!wide}
      destroyOnHidden
      extra={document ? <Button href={documentPath(document.id, { download: true })}>下载</Button> : null}
    >
      {document ? <Body key={document.id} document={document} /> : null}
    </Drawer>
  )
}

const Body = ({ document }: { document: DocumentShown }) => {
  const { preview } = fileTypes[document.type]
  if (preview === 'image') return <img className="document-picture" src={documentPath(document.id)} alt={`${documentKinds[document.kind]} ${document.fileName}`} />
  if (preview === 'pdf') return <PdfPages url={documentPath(document.id)} />
  return <p>{fileTypes[document.type].label} 文件请下载后查看。</p>
}
