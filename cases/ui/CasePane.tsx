import { useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import type { CaseVerb } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import type { CasePageData } from '../reading/contract.ts'
import { CaseView } from './CaseView.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import { useKeys } from './use-keys.ts'
import { noVerbs, yesVerbs } from './words.ts'

/** A case with its verbs: the right half of the queue, and the body of a case's own page. Keys 1 to 3 open the verb's dialog. */
export const CasePane = ({ caseId, onBegin, onSettled }: { caseId: Id<'case'>; onBegin?: () => void; onSettled?: () => void }) => {
  const asked = useAsk(getCasePage, { caseId })
  return <Answer of={asked}>{(page) => <Pane page={page} onBegin={onBegin} onSettled={onSettled} />}</Answer>
}

const Pane = ({ page, onBegin, onSettled }: { page: CasePageData; onBegin: (() => void) | undefined; onSettled: (() => void) | undefined }) => {
  const [asking, setAsking] = useState<CaseVerb>()
  const begin = (verb: CaseVerb) => {
    onBegin?.()
    setAsking(verb)
  }
  const open = (wanted: (verb: CaseVerb) => boolean) => () => {
    const verb = page.can.find(wanted)
    if (verb) begin(verb)
  }
  useKeys(asking === undefined, { '1': open((verb) => yesVerbs.includes(verb)), '2': open((verb) => verb === 'sendBack'), '3': open((verb) => noVerbs.includes(verb)) })
  const close = () => setAsking(undefined)
  const settled = () => {
    close()
    onSettled?.()
  }
  return (
    <>
      <div className="no-print" style={{ marginBottom: 12 }}>
        <DecisionBar page={page} onAsk={begin} />
      </div>
      <CaseView page={page} />
      <DecisionDialog page={page} asking={asking} onClose={close} onDone={settled} />
    </>
  )
}
