import { Alert, Button, Descriptions } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, momentText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useMay } from '../../ui/use-may.ts'
import { sheetTones } from '../../ui/words.ts'
import { getSheet, returnSheet, sheetCan, sheetKinds, sheetPdfPath, sheetStates, signSheet } from '../contract.ts'
import { EntriesDrawer, type Drill } from './EntriesDrawer.tsx'
import { SheetTables } from './SheetTables.tsx'

/** One sheet as it was prepared: read, signed by the second person, printed and filed. */
export const SheetPage = () => {
  const { sheetId } = useParams() as { sheetId: Id<'sheet'> }
  const asked = useAsk(getSheet, { sheetId })
  const [drill, setDrill] = useState<Drill>()
  const maySign = useMay(signSheet)
  return (
    <Answer of={asked}>
      {(sheet) => (
        <Page
          title={`${sheetKinds[sheet.kind]} ${sheet.number}`}
          lead={
            <>
              {sheet.fundTitle}（{sheet.placeName}），{sheet.fromOn === sheet.toOn ? dateText(sheet.fromOn) : `${dateText(sheet.fromOn)}至${dateText(sheet.toOn)}`} <StateTag state={sheet.state} words={sheetStates} tones={sheetTones} />
            </>
          }
          extra={
            <>
              {maySign && sheetCan.sign(sheet) ? (
                <ActionButton
                  action={signSheet}
                  input={{ sheetId }}
                  type="primary"
                  confirm="签字后这张报表定格，这一期不能再记账；以后的更正记在当天。"
                  can={sheet.differsFen === 0n && !sheet.mine}
                  because={sheet.differsFen === 0n ? '编制人不能签自己编制的报表' : `核对差 ${yuanText(sheet.differsFen)}，不能签字`}
                  done={({ number }) => `${number} 已签字`}
                />
              ) : null}
              {sheetCan.giveBack(sheet) ? <ReasonButton action={returnSheet} says="退回后这一期可以重新编制。" ask="退回的理由" least={4} input={(reason) => ({ sheetId, reason })} done={({ number }) => `${number} 已退回`} /> : null}
              {sheetCan.print(sheet) ? (
                <>
                  <Button className="no-print" href={`${sheetPdfPath}/${sheetId}`} target="_blank">
                    PDF
                  </Button>
                  <Button className="no-print" onClick={() => print()}>
                    打印
                  </Button>
                </>
              ) : null}
            </>
          }
        >
          {sheet.intact === false ? <Alert type="error" showIcon title="内容与签字时的校验码不符，或没有接在上一张之后，请立即核查。" style={{ marginBottom: 16 }} /> : null}
          {sheet.returnReason ? <Alert type="warning" showIcon title={`已退回：${sheet.returnReason}`} style={{ marginBottom: 16 }} /> : null}
          <SheetTables content={sheet.content} kind={sheet.kind} onDrill={setDrill} />
          <section className="panel">
            <h2>签章</h2>
            <Descriptions
              column={{ xs: 1, md: 2 }}
              items={[
                { label: '编制', children: `${sheet.preparerName}，${momentText(sheet.preparedAt)}` },
                { label: '签字', children: sheet.signerName !== null && sheet.signedAt !== null ? `${sheet.signerName}，${momentText(sheet.signedAt)}` : '尚未签字' },
                { label: '上一张', children: sheet.previousNumber ?? (sheet.seal ? '第一张' : '—') },
                { label: '校验码（SHA-256）', children: sheet.seal ? <code className="seal">{sheet.seal}</code> : '签字时计算' },
              ]}
            />
          </section>
          <EntriesDrawer drill={drill} fromOn={sheet.fromOn} toOn={sheet.toOn} onClose={() => setDrill(undefined)} />
        </Page>
      )}
    </Answer>
  )
}
