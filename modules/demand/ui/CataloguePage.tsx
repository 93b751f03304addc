import { Space, Table } from 'antd'
import { useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { catalogueCan, catalogueStates, checkCatalogue, degrees, getCatalogue, keepItem, sendCatalogueBack, strikeItem, type Item } from '../catalogue-contract.ts'
import { occupations } from '../contract.ts'
import { WeightingShown } from './CataloguesPage.tsx'
import { PublishButton } from './PublishButton.tsx'
import { ReasonButton } from './ReasonButton.tsx'
import { catalogueTones, degreeTones } from './words.ts'

type Catalogue = z.output<typeof getCatalogue.output>

/** One year's catalogue: every line with the numbers that made its score. */
export const CataloguePage = () => {
  const { catalogueId } = useParams() as { catalogueId: Id<'catalogue'> }
  const asked = useAsk(getCatalogue, { catalogueId })
  const office = useMe().data?.duty?.role === 'talentOffice'
  return (
    <Answer of={asked}>
      {(catalogue) => (
        <Page
          title={`${catalogue.placeName}${catalogue.year}年急需紧缺人才目录`}
          lead={
            <>
              按{dateText(catalogue.asOf)}往前一年的岗位测算，{countText(catalogue.lines)} 行列入{catalogue.document ? `；${catalogue.document}` : ''} <StateTag state={catalogue.state} words={catalogueStates} tones={catalogueTones} />
            </>
          }
          extra={
            <>
              {catalogueCan.check(catalogue) ? <ActionButton action={checkCatalogue} input={{ catalogueId }} type="primary" can={catalogue.lines > 0} because="没有一行达到紧缺" confirm="核对完毕后由另一人发布，不能再划行。" done={() => '已核对，请另一人发布'} /> : null}
              {catalogueCan.sendBack(catalogue) ? <ActionButton action={sendCatalogueBack} input={{ catalogueId }} done={() => '已退回核对'} /> : null}
              {catalogueCan.publish(catalogue) && office ? <PublishButton catalogueId={catalogueId} year={catalogue.year} /> : null}
            </>
          }
        >
          <section className="panel">
            <h2>算法</h2>
            <WeightingShown weighting={catalogue.weighting} />
          </section>
          <section className="panel">
            <Lines catalogue={catalogue} striking={office && catalogueCan.strike(catalogue)} />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const Lines = ({ catalogue: { id: catalogueId, items }, striking }: { catalogue: Catalogue; striking: boolean }) => (
  <Table
    rowKey="id"
    size="middle"
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={items}
    columns={[
      { title: '重点产业', dataIndex: 'industry' },
      { title: '职业', dataIndex: 'occupation', render: (code: Item['occupation']) => occupations[code] },
      { title: '岗位', dataIndex: 'titles' },
      { title: '岗位数', dataIndex: 'posts', className: 'number', render: countText },
      { title: '要招', dataIndex: 'wanted', className: 'number', render: countText },
      { title: '空缺', key: 'vacant', className: 'number', render: (_, { wanted, hired }) => countText(wanted - hired) },
      { title: '在岗人才', dataIndex: 'people', className: 'number', render: countText },
      { title: '平均天数', dataIndex: 'openDays', className: 'number', render: countText },
      { title: '得分', dataIndex: 'score', className: 'number' },
      { title: '等级', dataIndex: 'degree', render: (degree: Item['degree'], { struckBecause }) => (struckBecause === null ? <StateTag state={degree} words={degrees} tones={degreeTones} /> : `已划去：${struckBecause}`) },
      ...(striking
        ? [
            {
              title: '核对',
              key: 'verbs',
              render: (_: unknown, { id: itemId, struckBecause, degree, titles }: Item) =>
                degree === 'plain' ? null : struckBecause === null ? (
                  <Space>
                    <ReasonButton size="small" label={strikeItem.label} hint={`“${titles}”不列入目录，请写明理由：`}>
                      {(because, ready, close) => <ActionButton action={strikeItem} input={{ catalogueId, itemId, because }} danger can={ready} because="请用一句话写明理由" done={() => '已划去'} onDone={close} />}
                    </ReasonButton>
                  </Space>
                ) : (
                  <ActionButton action={keepItem} input={{ catalogueId, itemId }} size="small" done={() => '已恢复'} />
                ),
            },
          ]
        : []),
    ]}
  />
)
