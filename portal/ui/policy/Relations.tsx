import { Link } from 'react-router'
import { relationKinds, type Relation } from '../../../measures/public/contract.ts'

interface RelationsProps {
  relations: readonly Relation[]
  related: readonly { measure: string; title: string }[]
}

/** Which other measures it excludes or lessens, and what else the same document gives. */
export const Relations = ({ relations, related }: RelationsProps) =>
  relations.length + related.length === 0 ? null : (
    <section className="portal-card">
      <h2>和别的政策的关系</h2>
      <ul className="portal-list">
        {relations.map(({ measure, kind, words }) => (
          <li key={measure}>
            <b>{relationKinds[kind]}</b>：<Link to={`/policies/${measure}`}>{words}</Link>
          </li>
        ))}
      </ul>
      {related.length > 0 ? (
        <p>
          同一文件里还有：
          {related.map(({ measure, title }, i) => (
            <span key={measure}>
              {i > 0 ? '、' : ''}
              <Link to={`/policies/${measure}`}>{title}</Link>
            </span>
          ))}
        </p>
      ) : null}
    </section>
  )
