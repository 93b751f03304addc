import { Button, Dropdown, Space } from 'antd'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { appeal, settleAppeal } from '../appeal/contract.ts'
import { agree, decide, employerDeny, employerVerify, reject, sendBack, settleObjection, supplement, withdraw, type CaseVerb } from '../contract.ts'
import { recordBody, recordExpert } from '../discretion/contract.ts'
import { assignInquirer, noteInquiry } from '../inquiry/contract.ts'
import { addReviewer, claim, delegate, giveOpinion, release, resume, returnTo, suspend } from '../office/contract.ts'
import type { CasePageData } from '../reading/contract.ts'
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
  claim: claim.label,
  release: release.label,
  delegate: delegate.label,
  addReviewer: addReviewer.label,
  giveOpinion: giveOpinion.label,
  returnTo: returnTo.label,
  suspend: suspend.label,
  resume: resume.label,
  recordExpert: recordExpert.label,
  recordBody: recordBody.label,
  assignInquirer: assignInquirer.label,
  noteInquiry: noteInquiry.label,
  appeal: appeal.label,
  settleAppeal: settleAppeal.label,
}

/** Rarer than a yes or a no: behind one button, so that the bar stays short. */
const rare: readonly CaseVerb[] = ['returnTo', 'addReviewer', 'suspend', 'delegate', 'recordExpert', 'release']

/** The verbs that this officer has now, the yes first; what they ask for stands in the dialog that they open. */
export const DecisionBar = ({ page, onAsk }: { page: Pick<CasePageData, 'can' | 'stepId'>; onAsk: (verb: CaseVerb) => void }) => {
  const held = page.can.filter((verb) => rare.includes(verb))
  return (
    <Space wrap>
      {page.can
        .filter((verb) => !rare.includes(verb) && verb !== 'claim')
        .map((verb) => (
          <Button key={verb} type={yesVerbs.includes(verb) ? 'primary' : 'default'} danger={noVerbs.includes(verb)} onClick={() => onAsk(verb)}>
            {verbLabels[verb]}
          </Button>
        ))}
      {page.can.includes('claim') && page.stepId ? <ActionButton action={claim} input={{ stepId: page.stepId }} done={() => '已领办，同事不会再办这一步'} /> : null}
      {held.length ? (
        <Dropdown trigger={['click']} menu={{ items: held.map((verb) => ({ key: verb, label: verbLabels[verb] ?? verb, onClick: () => onAsk(verb) })) }}>
          <Button>更多办理</Button>
        </Dropdown>
      ) : null}
    </Space>
  )
}
