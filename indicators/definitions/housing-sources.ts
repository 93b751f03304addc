import type { Source } from '../definition.ts'

/** Talent apartments: what there is, what stands empty, who lives there, who waits. */

export const housingBuilding: Source = {
  id: 'housingBuilding',
  record: '人才公寓楼盘',
  page: null,
  personal: false,
  amountIn: 'squareMetre',
  columns: { detail: '运营单位', since: '投入使用', amount: '建筑面积' },
  sql: `
    select x.id, x.id as subject_id, x.place_code, null::text as industry, x.number, x.name, x.operator as detail, x.opened_on as since, null::date as until, (x.floor_area * 100)::bigint as amount
    from pub.housing_building x`,
}

const flat = (id: string, record: string, from: string, since: string, until: string): Source => ({
  id,
  record,
  page: null,
  personal: false,
  amountIn: 'squareMetre',
  breakdowns: { building: '楼盘', bedrooms: '户型' },
  columns: { detail: '户型', since: '起', until: '止', amount: '面积' },
  sql: `
    select ${since === 'u.since' ? 'u.id::text' : `u.id::text || x.since`} as id, u.id as subject_id, u.place_code, null::text as industry, u.number, u.building_name || ' ' || u.room as name, case when u.bedrooms = 0 then '开间' else u.bedrooms || '室' end as detail,
      u.building_name as building, case when u.bedrooms = 0 then '开间' else u.bedrooms || '室' end as bedrooms, ${since} as since, ${until} as until, (u.area * 100)::bigint as amount
    from ${from}`,
})

/** A flat from its first day until it was taken out of the stock; repair does not end it. */
export const housingUnit = flat('housingUnit', '人才公寓房源', 'pub.housing_unit u', 'u.since', 'u.until')
/** Days on which a flat may be lived in and nobody lives there: the one span less the others. */
export const vacantUnit = flat('vacantUnit', '可配的人才公寓', `pub.housing_unit u join (
      select l.unit_id, lower(s.span) as since, upper(s.span) as until
      from (select unit_id, range_agg(daterange(since, until)) as spans from pub.housing_lettable group by unit_id) l
      left join (select unit_id, range_agg(daterange(since, until)) as spans from pub.housing_tenancy group by unit_id) t on t.unit_id = l.unit_id
      cross join lateral unnest(l.spans - coalesce(t.spans, '{}'::datemultirange)) as s(span)) x on x.unit_id = u.id`, 'x.since', 'x.until')

const who = 'left join pub.person p on p.id = x.person_id left join pub.employer e on e.id = p.employer_id join pub.housing_unit u on u.id = x.unit_id'
const named = `coalesce(p.number, '') as number, coalesce(p.name, '外区人才') as name`

/** Somebody lives in a flat: from the keys until they came back. */
export const housingTenancy: Source = {
  id: 'housingTenancy',
  record: '入住的户',
  page: 'person',
  personal: true,
  breakdowns: { building: '楼盘' },
  columns: { detail: '楼盘', since: '入住', until: '退房' },
  sql: `
    select x.id, x.person_id as subject_id, x.place_code, e.key_industry as industry, ${named}, u.building_name as detail, u.building_name as building, x.since, x.until, null::bigint as amount
    from pub.housing_tenancy x ${who}`,
}

/** Of each contract, for as long as they lived there under it: how many people; the last contract counts until the keys came back. */
export const housedPeople: Source = {
  id: 'housedPeople',
  record: '入住人口（按合同期）',
  page: 'person',
  personal: true,
  breakdowns: { building: '楼盘' },
  amountIn: 'person',
  columns: { detail: '楼盘', since: '起', until: '止', amount: '人口' },
  sql: `
    select m.id, x.person_id as subject_id, x.place_code, e.key_industry as industry, ${named}, u.building_name as detail, u.building_name as building, m.since, m.lived_until as until, m.people::bigint as amount
    from (select t.id, t.tenancy_id, t.people, t.since, least(lead(t.since) over (partition by t.tenancy_id order by t.since), y.until) as lived_until from pub.housing_term t join pub.housing_tenancy y on y.id = t.tenancy_id) m
    join pub.housing_tenancy x on x.id = m.tenancy_id and m.since < coalesce(m.lived_until, 'infinity') ${who}`,
}

/** One moving in, with how many. */
export const movingIn: Source = {
  id: 'movingIn',
  record: '入住登记',
  page: 'person',
  personal: true,
  breakdowns: { building: '楼盘' },
  amountIn: 'person',
  columns: { detail: '楼盘', since: '入住', amount: '人口' },
  sql: `
    select x.id, x.person_id as subject_id, x.place_code, e.key_industry as industry, ${named}, u.building_name as detail, u.building_name as building, x.since, null::date as until, m.people::bigint as amount
    from pub.housing_tenancy x join (select distinct on (tenancy_id) tenancy_id, people from pub.housing_term order by tenancy_id, since) m on m.tenancy_id = x.id ${who}`,
}

const application = (id: string, record: string, more: Pick<Source, 'columns'> & Partial<Source>, since: string, until: string, amount: string, where: string): Source => ({
  id,
  record,
  page: 'person',
  personal: true,
  ...more,
  sql: `
    select x.id, x.person_id as subject_id, x.place_code, e.key_industry as industry, x.number, p.name, coalesce(w.name, '都可以') as detail, ${since} as since, ${until} as until, ${amount} as amount
    from pub.housing_application x join pub.person p on p.id = x.person_id left join pub.employer e on e.id = p.employer_id left join kernel.place w on w.code = x.wanted_place where ${where}`,
})
/** From the application until the keys, or until it ended without. */
export const waitingApplication = application('waitingApplication', '人才公寓轮候', { columns: { detail: '意向', since: '申请', until: '入住或了结' } }, 'x.applied_on', 'coalesce(x.housed_on, x.ended_on)', 'null::bigint', `x.applied_on < coalesce(x.housed_on, x.ended_on, 'infinity')`)
export const housedApplication = application('housedApplication', '轮到入住的申请', { amountIn: 'day', columns: { detail: '意向', since: '入住', amount: '轮候' } }, 'x.housed_on', 'null::date', '(x.housed_on - x.applied_on)::bigint', 'x.housed_on is not null')
