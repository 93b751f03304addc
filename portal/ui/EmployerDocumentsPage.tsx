import { DocumentShelf } from '../../cases/documents/ui/DocumentShelf.tsx'
import { Page } from '../../kit/Page.tsx'

/** The employer's own papers; those of its staff are uploaded at their cases. */
export const EmployerDocumentsPage = () => (
  <Page title="本单位材料" lead="营业执照等上传一次，各项申报都可以选用。员工的材料在各自的办件里上传。">
    <DocumentShelf className="panel" />
  </Page>
)
