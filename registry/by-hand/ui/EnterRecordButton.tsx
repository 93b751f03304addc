import { useState } from 'react'
import { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { useAct, useMay } from '../../../kit/hooks.ts'
import { PlainDialog } from '../../../kit/plain/PlainDialog.tsx'
import { PlainChoices } from '../../../kit/plain/PlainSelect.tsx'
import { tell } from '../../../kit/plain/told.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import { wrongFields } from '../../../kit/plain/wrong-fields.ts'
import { correctable } from '../../corrections/contract.ts'
import { enterRecord } from '../contract.ts'
import { entryKindNames } from '../kinds.ts'
import { wireOf } from './fields.ts'
import { RecordForm } from './RecordForm.tsx'

const Draft = z.object({ kind: z.enum(entryKindNames), typed: z.record(z.string(), z.string()) })
type Draft = z.output<typeof Draft>
const empty: Draft = { kind: 'project', typed: {} }

const draftFrom = (text: string): Draft => {
  try {
    return Draft.safeParse(JSON.parse(text)).data ?? empty
  } catch {
    return empty
  }
}

/** A project, patent, contest or part-time post of a person, from a paper in the hand. */
export const EnterRecordButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const kept = useKept(`record.${personId}`)
  const enter = useAct(enterRecord)
  if (!useMay(enterRecord)) return null
  const { kind, typed } = draftFrom(kept.text)
  const keep = (draft: Draft) => kept.write(JSON.stringify(draft))
  const send = () => {
    const input = enterRecord.input.safeParse({ personId, entry: wireOf(kind, typed), source: typed['source'] ?? '', asOf: typed['asOf'] ?? '' })
    if (!input.success) return wrongFields(input.error)
    enter.mutate(input.data, {
      onSuccess: () => {
        tell('已登记，核验之前是“申报”')
        kept.drop()
        setOpen(false)
      },
    })
    return {}
  }
  return (
    <>
      <button type="button" className="portal-button portal-button-plain record-enter" onClick={() => setOpen(true)}>
        {enterRecord.label}
      </button>
      {open ? (
        <PlainDialog title={enterRecord.label} onClose={() => setOpen(false)}>
          <RecordForm
            kind={kind}
            typed={typed}
            onType={(next) => keep({ kind, typed: next })}
            send={send}
            word="登记"
            busy={enter.isPending}
            error={enter.error?.message}
            before={<PlainChoices label="类别" options={entryKindNames.map((one) => [one, correctable[one].says] as const)} value={kind} onChange={(one) => keep({ kind: one ?? kind, typed })} />}
          />
        </PlainDialog>
      ) : null}
    </>
  )
}
