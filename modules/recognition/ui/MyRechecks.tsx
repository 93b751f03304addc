import type { z } from 'zod'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { giveStatement, myRechecks, recheckCan, recheckStates } from '../rechecks/contract.ts'
import { recheckTones } from './words.ts'

type Recheck = z.output<typeof myRechecks.output>['rechecks'][number]

/** The re-check of one's own class: why, what one may still say, how it ended. */
export const MyRechecks = () => {
  const rechecks = useAsk(myRechecks, {}).data?.rechecks ?? []
  return rechecks.map((recheck) => (
    <section className="portal-card" key={recheck.id}>
      <h2>
        {recheck.level}类的复核 <StateTag state={recheck.state} words={recheckStates} tones={recheckTones} />
      </h2>
      <p>{recheck.finding}</p>
      {recheck.statement ? <p>您的意见：{recheck.statement}</p> : null}
      {recheck.outcomeText && !recheckCan.propose(recheck) ? (
        <p>
          结论：{recheck.outcomeText}
          {recheck.outcomeReason ? `。理由：${recheck.outcomeReason}` : ''}
        </p>
      ) : null}
      {recheckCan.state(recheck) ? <Statement recheck={recheck} /> : null}
    </section>
  ))
}

const Statement = ({ recheck }: { recheck: Recheck }) => {
  const statement = useKept(`recheck.${recheck.id}`)
  return (
    <>
      <p>请在{recheck.hearBy ? dateText(recheck.hearBy) : ''}之前说明情况；不说明的，按现有记录办。</p>
      <PlainArea label="您的意见" rows={4} maxLength={2000} value={statement.text} onChange={statement.write} />
      <PlainAction action={giveStatement} input={{ recheckId: recheck.id, statement: statement.text }} can={statement.text.trim().length >= 2} because="请先写下您的意见" done={() => '意见已经送到办理部门'} onDone={statement.drop} />
    </>
  )
}
