import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { enterApplication } from '../contract.ts'
import { askPlaces } from '../stock-contract.ts'
import { FormButton } from '../../../kit/FormButton.tsx'

/** At the window, for who has no phone at hand. */
export const EnterButton = () => {
  const [personNumber, setNumber] = useState('')
  const [family, setFamily] = useState<number | null>(1)
  const [wantedPlace, setWanted] = useState('')
  const navigate = useNavigate()
  const places = (useAsk(askPlaces, { everywhere: true }).data?.places ?? []).filter(({ code }) => code.length === 6)
  return (
    <FormButton
      label={enterApplication.label}
      type="primary"
      hint="本人在窗口提出的，代他录入，他会收到编号。"
      fields={[
        { label: '人才编号', id: 'enter-number', field: <Input id="enter-number" value={personNumber} onChange={(event) => setNumber(event.target.value)} /> },
        { label: '一起住几口人（含本人）', id: 'enter-family', field: <InputNumber id="enter-family" min={1} max={12} value={family} onChange={setFamily} /> },
        { label: '想住在哪个区县', id: 'enter-wanted', field: <Select id="enter-wanted" aria-label="想住在哪个区县" value={wantedPlace} options={[{ value: '', label: '都可以' }, ...places.map(({ code, name }) => ({ value: code, label: name }))]} onChange={setWanted} /> },
      ]}
    >
      {(close) => (
        <ActionButton
          action={enterApplication}
          input={{ personNumber: personNumber.trim(), family: family ?? 1, wantedPlace: wantedPlace || null }}
          type="primary"
          can={personNumber.trim() !== '' && family !== null}
          because="请填人才编号和人口"
          done={({ number }) => `已代录 ${number}`}
          onDone={({ applicationId }) => {
            close()
            void navigate(`/housing/applications/${applicationId}`)
          }}
        />
      )}
    </FormButton>
  )
}
