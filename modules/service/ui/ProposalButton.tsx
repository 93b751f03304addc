import { Button, Empty, Modal, Table } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { askProposal, assignProposed } from '../assign-contract.ts'

/** Shown before it is done; nothing is done until it is confirmed. */
export const ProposalButton = () => {
  const [open, setOpen] = useState(false)
  const asked = useAsk(askProposal, {}, { enabled: open })
  const pairs = asked.data?.pairs ?? []
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {askProposal.label}
      </Button>
      <Modal
        open={open}
        width={760}
        title={askProposal.label}
        onCancel={() => setOpen(false)}
        footer={
          pairs.length ? (
            <ActionButton action={assignProposed} input={{ pairs: pairs.map(({ personId, specialistId }) => ({ personId, specialistId })) }} label={`按建议分配 ${pairs.length} 人`} type="primary" done={({ assigned }) => `已分配 ${assigned} 人，他们会收到专员的姓名和电话`} onDone={() => setOpen(false)} />
          ) : null
        }
      >
        <Answer of={asked}>
          {({ without }) =>
            pairs.length ? (
              <>
                <p>
                  应配未配 {countText(without)} 人，可以分配 {countText(pairs.length)} 人：每人给最近一级地方里人最少的专员。确认以前什么都不会变。
                </p>
                <Table
                  rowKey="personId"
                  size="small"
                  pagination={{ pageSize: 10, showSizeChanger: false }}
                  dataSource={pairs}
                  columns={[
                    { title: '人才', dataIndex: 'personName' },
                    { title: '类别', dataIndex: 'level' },
                    { title: '所在地', dataIndex: 'placeName' },
                    { title: '专员', dataIndex: 'specialistName' },
                    { title: '分配后人数', dataIndex: 'loadAfter', className: 'number' },
                  ]}
                />
              </>
            ) : (
              <Empty description={without ? '没有专员还有空位：请登记名片、调高人数上限，或请安全保密员增加服务专员。' : '应配的都配了。'} />
            )
          }
        </Answer>
      </Modal>
    </>
  )
}
