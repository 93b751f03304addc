import { dateText } from '../../../kit/format.ts'
import { documentKinds } from '../../documents/contract.ts'
import { UploadBox } from '../../documents/ui/UploadBox.tsx'
import type { Id } from '../../../kernel/types.ts'
import { stillMissing, type PaperShown } from '../contract.ts'

interface Props {
  papers: readonly PaperShown[]
  personId?: Id<'person'> | undefined
}

/** What still has to be brought, each with its own place to upload; what is on file is used again and said in one line. */
export const PapersToFile = ({ papers, personId }: Props) => {
  const missing = stillMissing(papers)
  const onFile = papers.filter(({ needed, given }) => needed && given)
  return (
    <>
      {missing.map(({ name, kinds, why }) => (
        <div key={name} className="paper-missing" tabIndex={-1}>
          <strong>还差：{name}</strong>
          <p className="document-quiet">
            {why ? `${why}。` : ''}收{kinds.map((kind) => documentKinds[kind]).join('、')}。
          </p>
          <UploadBox only={kinds} {...(personId ? { input: { personId } } : {})} />
        </div>
      ))}
      {onFile.map(({ name, given }) => (
        <p key={name} className="document-quiet">
          <span aria-hidden="true">✓</span> {name}：用{given ? `${dateText(given.uploadedOn)}交过的“${given.fileName}”` : '已有的'}，不用再传
        </p>
      ))}
    </>
  )
}
