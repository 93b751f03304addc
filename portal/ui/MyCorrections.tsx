import { dateText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { correctionStates, listCorrections } from '../../registry/corrections/contract.ts'
import { correctionTones } from '../../registry/ui/words.ts'

/** What I said was wrong, and what became of it. */
export const MyCorrections = () => {
  const rows = useList(listCorrections, {}).data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <section className="portal-card">
      <h2>我的更正申请</h2>
      <ul className="portal-list">
        {rows.map(({ id, number, factText, says, state, dueOn, departmentName, outcome }) => (
          <li key={id}>
            <div>
              {factText} <StateTag state={state} words={correctionStates} tones={correctionTones} />
            </div>
            <div className="portal-quiet">
              {number} · {says} · {outcome ?? `${departmentName}应在${dateText(dueOn)}以前决定`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
