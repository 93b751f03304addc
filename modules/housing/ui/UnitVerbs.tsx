import { Button, InputNumber, Modal, Space, Table } from 'antd'
import { useState } from 'react'
import { yuan } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { askCandidates, offerUnit } from '../contract.ts'
import { putBack, setRent, takeOut, type UnitRow } from '../stock-contract.ts'
import { unitCan } from '../states.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { CityOnly, KeepersOnly } from './Only.tsx'
import { areaText } from './words.ts'

/** What may be done with a flat today. */
export const UnitVerbs = ({ unit }: { unit: UnitRow }) => (
  <Space>
    {unitCan.offer(unit) ? (
      <CityOnly>
        <WhoseTurn unit={unit} />
      </CityOnly>
    ) : null}
    <KeepersOnly>
      {unit.state === 'withdrawn' ? null : <RentButton unit={unit} />}
      {unitCan.takeOut(unit) ? <ActionButton action={takeOut} input={{ unitId: unit.id, because: 'repair' }} label="维修" size="small" confirm="维修期间不能配租，确实停用？" done={() => '已停用，修好后恢复'} /> : null}
      {unitCan.takeOut(unit) ? <ActionButton action={takeOut} input={{ unitId: unit.id, because: 'withdrawn' }} label="退出" size="small" confirm="退出以后不再是人才公寓，不能恢复，确实退出？" done={() => '已退出人才公寓'} /> : null}
      {unitCan.putBack(unit) ? <ActionButton action={putBack} input={{ unitId: unit.id }} size="small" done={() => '今天起可配'} /> : null}
    </KeepersOnly>
  </Space>
)

const RentButton = ({ unit }: { unit: UnitRow }) => {
  const [rent, setRentYuan] = useState<number | null>(Number(unit.rentFen / 100n))
  return (
    <FormButton
      label={setRent.label}
      title={`${setRent.label}：${unit.buildingName} ${unit.room}`}
      size="small"
      hint="只对以后签的合同有效，已签的到期前不变。"
      fields={[{ label: '月租金', id: `rent-${unit.id}`, field: <InputNumber id={`rent-${unit.id}`} min={0} max={100000} precision={0} suffix="元" value={rent} onChange={setRentYuan} /> }]}
    >
      {(close) => <ActionButton action={setRent} input={{ unitId: unit.id, rentFen: yuan(rent ?? 0) }} label="保存" type="primary" can={rent !== null} because="请填月租金" done={() => '已调整'} onDone={close} />}
    </FormButton>
  )
}

/** The waiting list as this flat sees it; only the first can be offered it. */
const WhoseTurn = ({ unit }: { unit: UnitRow }) => {
  const [open, setOpen] = useState(false)
  const asked = useAsk(askCandidates, { unitId: unit.id }, { enabled: open })
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        轮到谁
      </Button>
      <Modal open={open} title={`${unit.buildingName} ${unit.room}，${areaText(unit.area)}，${yuanText(unit.rentFen)}/月`} onCancel={() => setOpen(false)} footer={null} width={760}>
        <Answer of={asked}>
          {({ candidates, waiting }) => (
            <>
              <p>
                轮候共 {waiting} 人；想住这里、可以配这么大的，按次序列出前 {candidates.length} 位。只能配给第一位。
              </p>
              <Table
                rowKey="id"
                size="small"
                pagination={false}
                scroll={{ x: 'max-content' }}
                dataSource={candidates}
                locale={{ emptyText: '轮候里没有适合这一套的' }}
                columns={[
                  { title: '轮候编号', dataIndex: 'number' },
                  { title: '姓名', dataIndex: 'personName' },
                  { title: '意向', dataIndex: 'wantedName' },
                  { title: '人口', dataIndex: 'family', className: 'number' },
                  { title: '摇号次序', dataIndex: 'turn', className: 'number', render: (turn: number | null) => turn ?? '未摇号' },
                  { title: '申请', dataIndex: 'appliedOn', render: dateText },
                  { title: '', key: 'act', render: (_, { id }, at) => (at === 0 ? <ActionButton action={offerUnit} input={{ applicationId: id, unitId: unit.id }} size="small" type="primary" done={({ answerBy }) => `已通知，${dateText(answerBy)}前答复`} onDone={() => setOpen(false)} /> : null) },
                ]}
              />
            </>
          )}
        </Answer>
      </Modal>
    </>
  )
}
