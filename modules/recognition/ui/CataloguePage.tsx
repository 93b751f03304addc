import { Alert, App, Button, Collapse, Empty, Space, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { countText, dateText } from '../../../kit/format.ts'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { openDraft, writers } from '../../../measures/lab/contract.ts'
import { getCatalogue, roadWords, type CatalogueClass } from '../contract.ts'

/** The catalogue as it stands: each class with its roads, how many hold it and how many could; its next edition is drafted in the laboratory. */
export const CataloguePage = () => {
  const catalogue = useAsk(getCatalogue, {})
  return (
    <Page title="人才分类目录" lead="每一类写明途径和条件，全市逐人比对；改目录在政策实验室起草，先看谁得谁失，另一人审核后发布" extra={<Link to="/recognition/holders">人才类别名单</Link>}>
      <Answer of={catalogue}>{({ classes }) => <Catalogue classes={classes} />}</Answer>
    </Page>
  )
}

const Catalogue = ({ classes }: { classes: readonly CatalogueClass[] }) => {
  const now = classes.filter(({ inForce }) => inForce)
  const others = classes.filter(({ inForce }) => !inForce)
  if (!classes.length) return <Empty description="政策库里还没有认定类别的事项。请在政策实验室起草，用 recognises 写明目录和类别。" />
  return (
    <>
      {now.length ? null : <Alert type="warning" showIcon title="目前没有施行中的目录，不能申请认定" />}
      {now.map((one) => (
        <ClassPanel key={one.measure} of={one} />
      ))}
      {others.length ? (
        <section className="panel">
          <h2>以前和以后的版本</h2>
          <p>以前版本认定的类别在有效期内继续有效，复核也按当时的版本。</p>
          <Collapse items={others.map((one) => ({ key: `${one.measure}-${one.measureEdition}`, label: `${one.title} 第 ${one.measureEdition} 版，${validity(one)}`, children: <Entries of={one} /> }))} />
        </section>
      ) : null}
    </>
  )
}

const validity = ({ validFrom, validTo }: CatalogueClass): string => `${dateText(validFrom)}起${validTo ? `至${dateText(validTo)}` : ''}`

const ClassPanel = ({ of: one }: { of: CatalogueClass }) => (
  <section className="panel">
    <Space wrap style={{ justifyContent: 'space-between', width: '100%' }}>
      <h2>{one.title}</h2>
      <DraftButton measure={one.measure} />
    </Space>
    <p>
      {one.document} · {one.edition}版目录，{validity(one)} · 认定后 {one.years} 年有效 · 本地现有 <Link to={`/recognition/holders?level=${one.level}`}>{countText(one.holding)} 人</Link>，另有{' '}
      <Link to={`/recognition/eligible?level=${one.level}`}>{countText(one.eligible)} 人</Link>符合这一类而没有认定
    </p>
    <Entries of={one} />
  </section>
)

const Entries = ({ of: { conditions, entries } }: { of: CatalogueClass }) => (
  <>
    <p>都要满足：{conditions.join('；')}。下列途径符合一条即可：</p>
    <ul>
      {entries.map(({ name, road, conditions: parts }) => (
        <li key={name}>
          <Tag>{roadWords[road]}</Tag>
          <strong>{name}</strong>：{parts.map(({ says }) => says).join('；')}
          <br />
          <small>{parts.map(({ words }) => words).join('；')}</small>
        </li>
      ))}
    </ul>
  </>
)

const DraftButton = ({ measure }: { measure: string }) => {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const role = useMe().data?.duty?.role
  const open = useAct(openDraft)
  if (!writers.some((writer) => writer === role)) return null
  const begin = () =>
    open.mutate(
      { measure },
      {
        onSuccess: ({ draftId, number }) => {
          void message.success(`已建立草稿 ${number}`)
          void navigate(`/lab/drafts/${draftId}`)
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <Button loading={open.isPending} onClick={begin}>
      起草新版
    </Button>
  )
}
