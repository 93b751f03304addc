import type { Source } from '../definition.ts'

/** Records of what employers look for. A post counts from the day on which the county accepted it. */

/** 职业中类 in words, as modules/demand names them; the key is the code, so that a new one shows as its code and not as a wrong word. */
const occupation = `case p.occupation when '1-06' then '企事业单位负责人' when '2-01' then '科学研究人员' when '2-02' then '工程技术人员' when '2-03' then '农业技术人员' when '2-04' then '飞机和船舶技术人员'
      when '2-05' then '卫生专业技术人员' when '2-06' then '经济和金融专业人员' when '2-08' then '教学人员' when '2-09' then '文学艺术、体育专业人员' when '4-04' then '信息传输、软件和信息技术服务人员'
      when '4-07' then '租赁和商务服务人员' when '6-12' then '医药制造人员' when '6-18' then '机械制造基础加工人员' else p.occupation end as occupation`
const breakdowns = { occupation: '职业', programme: '计划', title: '岗位' } as const
const programme = `coalesce(p.programme, '不属三大计划') as programme`

export const demandPost: Source = {
  id: 'demandPost',
  record: '岗位',
  page: null,
  personal: false,
  breakdowns,
  columns: { detail: '用人单位', since: '公开日期', until: '结束日期' },
  sql: `
    select p.id, p.id as subject_id, p.place_code, p.key_industry as industry, p.number, p.title as name, e.name as detail, p.title, ${occupation}, ${programme},
      p.opened_on as since, p.closed_on as until, null::bigint as amount
    from pub.demand_post p join pub.employer e on e.id = p.employer_id`,
}

/** Each person wanted is one seat: vacant from the opening of its post until somebody was hired or the post ended. */
export const demandSeat: Source = {
  id: 'demandSeat',
  record: '岗位的一席',
  page: null,
  personal: false,
  breakdowns,
  columns: { detail: '用人单位与席次', since: '公开日期', until: '招到或结束' },
  sql: `
    select s.id, s.post_id as subject_id, s.place_code, p.key_industry as industry, p.number, p.title as name, e.name || '，第 ' || s.n || ' 席' as detail, p.title, ${occupation}, ${programme},
      s.vacant_from as since, s.vacant_until as until, s.hired_on is not null as taken, null::bigint as amount
    from pub.demand_seat s join pub.demand_post p on p.id = s.post_id join pub.employer e on e.id = p.employer_id`,
}

/** Somebody who was hired into a post, with the working days since it was open. */
export const demandHire: Source = {
  id: 'demandHire',
  record: '招到的人',
  page: 'person',
  personal: true,
  breakdowns,
  amountIn: 'workingDay',
  columns: { detail: '岗位', since: '招到日期', amount: '用时' },
  sql: `
    select h.id, h.person_id as subject_id, h.place_code, p.key_industry as industry, q.number, q.name, p.title || '（' || p.number || '）' as detail, p.title, ${occupation}, ${programme},
      h.hired_on as since, null::date as until, (width_bucket(h.hired_on, :workingDays) - width_bucket(p.opened_on, :workingDays))::bigint as amount
    from pub.demand_hire h join pub.demand_post p on p.id = h.post_id join pub.person q on q.id = h.person_id`,
}
