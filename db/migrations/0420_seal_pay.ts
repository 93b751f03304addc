import type pg from 'pg'
import { rewriteColumn } from '../../kernel/db/rewrite.ts'
import { sealToken, type SealedWhat } from '../../kernel/seal/token.ts'

/**
 * 工资、缴费基数、月租金与个税逐行加密：列里是“密文记号”，只有本系统的密钥打得开。已有的行在这里改写，副本（改前留底、报送留底）一并改写。
 * What is here stands by itself and never changes: it knows the rows as they were on this day.
 */

const yuan = (fen: string): string => {
  const padded = fen.padStart(3, '0')
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`
}

const columns: readonly { table: string; was: string; now: string; what: SealedWhat; check: string; says: string }[] = [
  { table: 'employment', was: 'monthly_pay_fen', now: 'monthly_pay_sealed', what: 'pay', check: 'employment_monthly_pay_fen_check', says: '月工资（税前，元），加密；空表示未知' },
  { table: 'insurance', was: 'base_fen', now: 'base_sealed', what: 'base', check: 'insurance_base_fen_check', says: '月缴费基数（元），加密' },
  { table: 'housing', was: 'monthly_rent_fen', now: 'monthly_rent_sealed', what: 'rent', check: 'housing_monthly_rent_fen_check', says: '备案月租金（元），加密' },
]
const facts = ['上年度个税', '年度工资薪金收入', '年度个人所得税'] as const
const listed = facts.map((fact) => `'${fact}'`).join(', ')

/** A row of the registry as JSON, whatever it is of: sums and facts in it become tokens of the row. */
const sealCopy = (record: string, row: Record<string, unknown>, id: string): Record<string, unknown> => {
  const of = columns.find(({ table }) => table === record)
  if (of && of.was in row) {
    const { [of.was]: fen, ...rest } = row
    return { ...rest, [of.now]: fen === null ? null : sealToken(of.what, id, yuan(String(fen))) }
  }
  if (record === 'person_fact' && facts.some((fact) => fact === row['fact'])) return { ...row, value: factToken(id, String(row['fact']), row['value']) }
  return row
}

/** 上年度个税 was kept in fen like all money of the house; what is sealed speaks of yuan, as rules do. */
const factToken = (id: string, fact: string, value: unknown): string => sealToken('fact', id, fact === '上年度个税' && /^\d+$/.test(String(value)) ? yuan(String(value)) : value)

const jsonOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>

export const up = async (client: pg.ClientBase): Promise<void> => {
  // Views are laid down anew after the migrations; until then none stands on a column whose type changes.
  await client.query(`drop schema if exists pub cascade; delete from public.migration where name = 'views'`)
  for (const { table, was, now, what, check, says } of columns) {
    await client.query(`alter table registry.${table} drop constraint ${check}`)
    await rewriteColumn(client, { table: `registry.${table}`, column: was, type: 'text' }, ({ id, value }) => sealToken(what, id, yuan(value)))
    await client.query(`
      alter table registry.${table} rename column ${was} to ${now};
      alter table registry.${table} add constraint ${table}_${now}_check check (starts_with(${now}, 'sealed:${what}:' || id || ':'));
      comment on column registry.${table}.${now} is '${says}'`)
  }
  const byId = new Map((await client.query<{ id: string; fact: string }>(`select id, fact from registry.person_fact where fact in (${listed})`)).rows.map(({ id, fact }) => [id, fact]))
  await rewriteColumn(client, { table: 'registry.person_fact', column: 'value', type: 'jsonb', where: `fact in (${listed})` }, ({ id, value }) => JSON.stringify(factToken(id, byId.get(id) ?? '', JSON.parse(value))))
  await client.query(`alter table registry.person_fact add constraint person_fact_value_sealed check (fact not in (${listed}) or starts_with(value #>> '{}', 'sealed:fact:' || id || ':'))`)
  for (const [table, column] of [['former_fact', 'said'], ['feed_change', 'before']] as const) {
    const of = new Map((await client.query<{ id: string; record: string; row: string }>(`select id, record, row_id as row from registry.${table} where record in ('employment', 'insurance', 'housing', 'person_fact')`)).rows.map(({ id, ...rest }) => [id, rest]))
    await rewriteColumn(client, { table: `registry.${table}`, column, type: 'jsonb', where: `record in ('employment', 'insurance', 'housing', 'person_fact')` }, ({ id, value }) => {
      const { record = '', row = '' } = of.get(id) ?? {}
      return JSON.stringify(sealCopy(record, jsonOf(value), row))
    })
  }
  // A request to correct an employment kept its sentence, and the pay stood in it.
  await rewriteColumn(client, { table: 'registry.correction', column: 'fact_text', type: 'text' }, ({ value }) => value.replace(/，?月工资 [\d,.]+ 元$/, ''))
  await sealVocabulary(client)
}

/** The vocabulary in force, and changes to it that wait, read the columns by their names. */
const sealVocabulary = async (client: pg.ClientBase): Promise<void> => {
  const named = (text: string): string =>
    text
      .replaceAll(/\b([a-z]+)\.(monthly_(?:pay|rent))_fen(?:\s*\/\s*100(?:\.0)?)?/g, '$1.$2_sealed')
      .replaceAll(/\b([a-z]+)\.base_fen(?:\s*\/\s*100(?:\.0)?)?/g, '$1.base_sealed')
      .replaceAll(`coalesce((s.facts ->> '上年度个税')::numeric / 100, 0)`, `coalesce(s.facts ->> '上年度个税', '0')`)
  const { rows } = await client.query<{ hash: string; text: string; current: boolean }>('select hash, text, current from measures.vocabulary where current')
  for (const { hash, text } of rows) {
    const fresh = named(text)
    if (/monthly_(pay|rent)_fen|introduced_monthly_pay_fen|\bbase_fen|年度(个税|工资薪金收入|个人所得税)'\)?::/.test(fresh)) throw new Error('现行词表里有事实用工资、缴费基数、租金或个税计算；这几项从此加密，推导只能原样带出。请先把这些事实改成原样带出，再升级。')
    if (fresh !== text) await client.query(`update measures.vocabulary set text = $2, hash = encode(sha256(convert_to($2, 'UTF8')), 'hex'), base_hash = coalesce(base_hash, hash) where hash = $1`, [hash, fresh])
  }
  await client.query('alter table measures.vocabulary_change no force row level security')
  const changes = await client.query<{ id: string; text: string }>('select id, text from measures.vocabulary_change')
  for (const { id, text } of changes.rows) if (named(text) !== text) await client.query('update measures.vocabulary_change set text = $2 where id = $1', [id, named(text)])
  await client.query('alter table measures.vocabulary_change force row level security')
}
