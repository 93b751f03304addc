import '../../documents/ui/documents.css'
import type { Id } from '../../../kernel/types.ts'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { checklist, type PaperShown } from '../contract.ts'

/** The papers that the clause asks of this case: given, not needed and why, for whoever looks at the case. Nothing where it asks for none. */
export const PaperChecklist = ({ caseId }: { caseId: Id<'case'> }) => {
  const { data } = useAsk(checklist, { caseId })
  if (!data?.papers.length) return null
  return (
    <ul className="paper-checklist" aria-label="材料清单">
      {data.papers.map((paper) => (
        <li key={paper.name}>
          <Standing paper={paper} /> {paper.name}
          <span className="document-quiet">{wordsOf(paper)}</span>
        </li>
      ))}
    </ul>
  )
}

const Standing = ({ paper: { needed, given } }: { paper: PaperShown }) => {
  if (!needed) return <span className="tag">不用交</span>
  return given ? <span className="tag tag-good">已交</span> : <span className="tag tag-bad">缺</span>
}

const wordsOf = ({ why, given }: PaperShown): string => [given ? `${given.fileName ? `“${given.fileName}”，` : ''}${dateText(given.uploadedOn)}上传` : '', why].filter(Boolean).map((words) => `　${words}`).join('')
