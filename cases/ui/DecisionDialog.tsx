import { Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { CaseVerb } from '../contract.ts'
import { SettleAppealForm } from './forms/AppealForms.tsx'
import { AgreeForm } from './forms/AgreeForm.tsx'
import { DecideForm } from './forms/DecideForm.tsx'
import { BodyForm, ExpertForm } from './forms/DiscretionForms.tsx'
import { InquirerForm, NoteForm } from './forms/InquiryForms.tsx'
import { DelegateForm, ReleaseForm, ResumeForm, SuspendForm } from './forms/OfficeForms.tsx'
import { AddReviewerForm, OpinionForm } from './forms/OpinionForms.tsx'
import { ReturnForm } from './forms/ReturnForm.tsx'
import { RejectForm } from './forms/RejectForm.tsx'
import { SendBackForm } from './forms/SendBackForm.tsx'
import { SettleForm } from './forms/SettleForm.tsx'
import { AppealForm, SupplementForm, WithdrawForm } from './forms/ApplicantForms.tsx'
import type { CasePageData } from '../reading/contract.ts'
import { verbLabels } from './DecisionBar.tsx'

export interface FormProps {
  page: CasePageData
  onDone: () => void
}

/** Into the field that the verb asks for: the keyboard opened the dialog and goes on there. */
const focusField = (open: boolean) => {
  if (open) document.querySelector<HTMLTextAreaElement>('.ant-modal textarea')?.focus()
}

/** What a verb needs to know before it is sent; until then closing it undoes it. */
export const DecisionDialog = ({ page, asking, onClose, onDone }: { page: CasePageData; asking: CaseVerb | undefined; onClose: () => void; onDone: () => void }) => (
  <Modal open={asking !== undefined} title={asking ? `${verbLabels[asking] ?? ''}：${page.holderName} · ${page.title}` : ''} footer={null} onCancel={onClose} afterOpenChange={focusField} destroyOnHidden>
    {asking ? <FormOf verb={asking} page={page} onDone={onDone} /> : null}
  </Modal>
)

type Form = (props: FormProps) => ReactNode

/** Every verb that asks for something; a verb without a form here would be a button without an effect, so the table is complete. */
const forms: Record<Exclude<CaseVerb, 'object' | 'claim'>, Form> = {
  agree: (props) => <AgreeForm verb="agree" {...props} />,
  employerVerify: (props) => <AgreeForm verb="employerVerify" {...props} />,
  employerDeny: (props) => <AgreeForm verb="employerDeny" {...props} />,
  decide: DecideForm,
  sendBack: SendBackForm,
  reject: RejectForm,
  settleObjection: SettleForm,
  supplement: SupplementForm,
  withdraw: WithdrawForm,
  release: ReleaseForm,
  delegate: DelegateForm,
  addReviewer: AddReviewerForm,
  giveOpinion: OpinionForm,
  returnTo: ReturnForm,
  suspend: SuspendForm,
  resume: ResumeForm,
  recordExpert: ExpertForm,
  recordBody: BodyForm,
  assignInquirer: InquirerForm,
  noteInquiry: NoteForm,
  appeal: AppealForm,
  settleAppeal: SettleAppealForm,
}

const FormOf = ({ verb, page, onDone }: FormProps & { verb: CaseVerb }) => {
  // The verb itself changes the page behind the dialog; the form goes on with the case as it was read, until its result is told.
  const [asRead] = useState(page)
  // Objecting is the public's, on the page of notices; claiming asks for nothing.
  if (verb === 'object' || verb === 'claim') return null
  const Form = forms[verb]
  return <Form page={asRead} onDone={onDone} />
}
