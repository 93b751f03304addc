import './portal.css'
import { DocumentShelf } from '../../cases/documents/ui/DocumentShelf.tsx'

/** The talent's papers on the phone: uploaded once, used in every case. */
export const MyDocumentsPage = () => (
  <main className="portal">
    <h1>我的材料</h1>
    <DocumentShelf className="portal-card" />
  </main>
)
