import { Button, Space } from 'antd'
import { agree, decide, employerDeny, employerVerify, reject, sendBack, settleObjection, supplement, withdraw, type CaseVerb } from '../contract.ts'
import type { CasePageData } from './CaseView.tsx'
import { noVerbs, yesVerbs } from './words.ts'

export const verbLabels: Partial<Record<CaseVerb, string>> = {
  employerVerify: employerVerify.label,
  employerDeny: employerDeny.label,
  agree: agree.label,
  sendBack: sendBack.label,
  reject: reject.label,
  decide: decide.label,
  settleObjection: settleObjection.label,
  supplement: supplement.label,
  withdraw: withdraw.label,
}

/** The verbs that this officer has now, the yes first; what they ask for stands in the dialog that they open. */
export const DecisionBar = ({ page, onAsk }: { page: Pick<CasePageData, 'can'>; onAsk: (verb: CaseVerb) => void }) => (
  <Space wrap>
    {page.can.map((verb) => (
      <Button key={verb} type={yesVerbs.includes(verb) ? 'primary' : 'default'} danger={noVerbs.includes(verb)} onClick={() => onAsk(verb)}>
        {verbLabels[verb]}
      </Button>
    ))}
  </Space>
)
