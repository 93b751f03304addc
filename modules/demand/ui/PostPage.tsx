import { Alert, Button, Descriptions, Select, Space, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { acceptPost, closePost, editPost, fillPost, getPost, occupations, payText, postCan, postCheckers, postStates, sendPostBack } from '../contract.ts'
import { ReasonButton } from './ReasonButton.tsx'
import { postTones } from './words.ts'

type Post = z.output<typeof getPost.output>

/** One post: what is wanted, who came, and what may be done next at the top right. */
export const PostPage = () => {
  const { postId } = useParams() as { postId: Id<'post'> }
  const asked = useAsk(getPost, { postId })
  const role = useMe().data?.duty?.role
  const employer = role === 'employerClerk'
  return (
    <Answer of={asked}>
      {(post) => (
        <Page
          title={post.title}
          lead={
            <>
              {post.number} · {post.employerName} <StateTag state={post.state} words={postStates} tones={postTones} />
            </>
          }
          extra={
            <>
              {postCan.accept(post) ? <ActionButton action={acceptPost} input={{ postId }} type="primary" done={() => '已审看通过，开始计入需求'} /> : null}
              {postCan.sendBack(post) && postCheckers.some((one) => one === role) ? (
                <ReasonButton label={sendPostBack.label} hint="请写明要改什么，单位会看到：">
                  {(note, ready, close) => <ActionButton action={sendPostBack} input={{ postId, note }} can={ready} because="请用一句话写明理由" done={() => '已退回单位修改'} onDone={close} />}
                </ReasonButton>
              ) : null}
              {postCan.edit(post) && employer ? (
                <Link to={`/demand/${postId}/edit`}>
                  <Button>{editPost.label}</Button>
                </Link>
              ) : null}
              {postCan.close(post) && employer ? (
                <ReasonButton label={closePost.label} hint={`已招到 ${countText(post.hired)} 人，还缺 ${countText(post.wanted - post.hired)} 人。请写明为什么结束：`}>
                  {(note, ready, close) => <ActionButton action={closePost} input={{ postId, note }} danger can={ready} because="请用一句话写明理由" done={() => '招聘已结束'} onDone={close} />}
                </ReasonButton>
              ) : null}
            </>
          }
        >
          {post.note ? <Alert type={post.state === 'returned' ? 'warning' : 'info'} showIcon title={`${post.state === 'returned' ? '退回理由' : '结束原因'}：${post.note}`} style={{ marginBottom: 16 }} /> : null}
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '职业', children: `${post.occupation} ${occupations[post.occupation]}` },
                { label: '重点产业', children: post.keyIndustry ?? '不属重点产业' },
                { label: '行业代码', children: post.industryCode ?? '单位库未记' },
                { label: '要求', children: post.asks },
                { label: '所属计划', children: post.programme ?? '不属三大计划' },
                { label: '年薪', children: payText(post.payFromFen, post.payToFen) },
                { label: '需求', children: `${countText(post.wanted)} 人，已招到 ${countText(post.hired)} 人` },
                { label: '招聘时间', children: `${dateText(post.startsOn)}至${dateText(post.endsOn)}` },
                { label: '计入需求', children: post.openedOn ? `自${dateText(post.openedOn)}${post.closedOn ? `至${dateText(post.closedOn)}` : ''}` : '审看通过后' },
                ...(post.duties ? [{ label: '职责与条件', children: post.duties, span: 3 }] : []),
              ]}
            />
          </section>
          <section className="panel">
            <h2>招到的人</h2>
            {employer && postCan.fill(post) ? <Fill post={post} /> : null}
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              dataSource={post.hires}
              locale={{ emptyText: '还没有登记招到的人。' }}
              columns={[
                { title: '人才编号', dataIndex: 'personNumber' },
                { title: '姓名', dataIndex: 'personName' },
                { title: '招到日期', dataIndex: 'hiredOn', render: dateText },
              ]}
            />
          </section>
        </Page>
      )}
    </Answer>
  )
}

/** Only introductions that the county has verified stand here to choose. */
const Fill = ({ post }: { post: Post }) => {
  const [ids, setIds] = useState<Id<'introduction'>[]>([])
  if (!post.candidates.length)
    return (
      <p className="quiet">
        没有可以登记的人。新到岗的先在<Link to="/movements">引进与流出</Link>申报，区县核验后在这里登记。
      </p>
    )
  return (
    <Space wrap style={{ marginBottom: 12 }}>
      <Select
        mode="multiple"
        aria-label="招到的人"
        placeholder="选择已核验引进的人"
        style={{ minWidth: 320 }}
        value={ids}
        onChange={setIds}
        options={post.candidates.map(({ introductionId, personName, personNumber, introducedOn }) => ({ value: introductionId, label: `${personName}（${personNumber}，${dateText(introducedOn)}引进）` }))}
      />
      <ActionButton action={fillPost} input={{ postId: post.id, introductionIds: ids }} type="primary" can={ids.length > 0} because="请先选择招到的人" done={({ hired, left }) => `已登记 ${hired} 人，${left ? `还缺 ${left} 人` : '岗位已招满'}`} onDone={() => setIds([])} />
    </Space>
  )
}
