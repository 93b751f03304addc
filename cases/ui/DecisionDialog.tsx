import { Modal } from 'antd'
import { useState } from 'react'
import type { CaseVerb } from '../contract.ts'
import { AgreeForm } from './forms/AgreeForm.tsx'
import { DecideForm } from './forms/DecideForm.tsx'
import { RejectForm } from './forms/RejectForm.tsx'
import { SendBackForm } from './forms/SendBackForm.tsx'
import { SettleForm } from './forms/SettleForm.tsx'
import { SupplementForm, WithdrawForm } from './forms/ApplicantForms.tsx'
import type { CasePageData } from './CaseView.tsx'
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

const FormOf = ({ verb, page, onDone }: FormProps & { verb: CaseVerb }) => {
  // The verb itself changes the page behind the dialog; the form goes on with the case as it was read, until its result is told.
  const [asRead] = useState(page)
  const props = { page: asRead, onDone }
  if (verb === 'agree' || verb === 'employerVerify' || verb === 'employerDeny') return <AgreeForm verb={verb} {...props} />
  if (verb === 'decide') return <DecideForm {...props} />
  if (verb === 'sendBack') return <SendBackForm {...props} />
  if (verb === 'reject') return <RejectForm {...props} />
  if (verb === 'settleObjection') return <SettleForm {...props} />
  if (verb === 'supplement') return <SupplementForm {...props} />
  return <WithdrawForm {...props} />
}
