import './documents.css'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { myDocuments } from '../contract.ts'
import { ChooseDocuments } from './ChooseDocuments.tsx'
import { DocumentList } from './DocumentList.tsx'
import { UploadBox } from './UploadBox.tsx'

interface FieldProps {
  personId?: Id<'person'> | undefined
  chosen: readonly Id<'document'>[]
  onChange: (chosen: Id<'document'>[]) => void
}

/** Papers as a field of a form: uploaded here or chosen from those that are there; they go with the form, not before. */
export const DocumentsField = ({ personId, chosen, onChange }: FieldProps) => {
  const asked = useAsk(myDocuments, personId ? { personId } : {})
  const [how, setHow] = useState<'upload' | 'choose'>()
  const shown = (asked.data?.documents ?? []).filter(({ id }) => chosen.includes(id))
  const add = (ids: readonly Id<'document'>[]) => onChange([...new Set([...chosen, ...ids])])
  return (
    <>
      {shown.length ? (
        <DocumentList
          documents={shown}
          renderActions={({ id }) => (
            <button type="button" className="document-action" onClick={() => onChange(chosen.filter((one) => one !== id))}>
              不用这份
            </button>
          )}
        />
      ) : null}
      <UploadOrChoose how={how} onHow={setHow} />
      {how === 'upload' ? <UploadBox {...(personId ? { input: { personId } } : {})} onUploaded={(id) => add([id])} /> : null}
      {how === 'choose' ? (
        <ChooseDocuments
          personId={personId}
          taken={chosen}
          okText="用这些材料"
          onClose={() => setHow(undefined)}
          onChoose={(documents) => {
            add(documents.map(({ id }) => id))
            setHow(undefined)
          }}
        />
      ) : null}
    </>
  )
}

type How = 'upload' | 'choose' | undefined

/** The two ways in which a paper comes. */
export const UploadOrChoose = ({ how, onHow, busy = false }: { how: How; onHow: (how: How) => void; busy?: boolean }) => (
  <div className="document-buttons">
    <button type="button" className="portal-button portal-button-plain" aria-expanded={how === 'upload'} onClick={() => onHow(how === 'upload' ? undefined : 'upload')}>
      上传材料
    </button>
    <button type="button" className="portal-button portal-button-plain" aria-busy={busy} disabled={busy} onClick={() => onHow('choose')}>
      从我的材料中选择
    </button>
  </div>
)
