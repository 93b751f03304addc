import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { openHint } from '../kernel/seal/hint.ts'
import { openToken } from '../kernel/seal/token.ts'
import { openRow } from '../registry/sealed-sums.ts'

const root = join(import.meta.dirname, '..')
const Row = z.record(z.string(), z.unknown())

/** A house as it stood before pay was sealed, with one of each. */
const before = `
  insert into kernel.place (code, name, level, kind) values ('9801', '青屿市', 'city', '市');
  insert into measures.vocabulary (hash, text, current) values ('old', 'derive: s.monthly_pay_fen / 100.0 | m.monthly_pay_fen / 100.0 | coalesce((s.facts ->> ''上年度个税'')::numeric / 100, 0)', true);
  insert into registry.person (id, name, pinyin, initials, sex, birth_date, document_type, document_sealed, document_index, document_hint, place_code, source, as_of, verification)
    values ('018b0000-0000-7000-8000-000000000001', '沈知远', 'shenzhiyuan', 'szy', '男', '1992-03-01', '居民身份证', '\\x00', '\\x01', '271X', '9801', '人社局', '2026-01-01', 'verified');
  insert into registry.employer (id, name, initials, credit_code, kind, place_code, source, as_of, verification) values ('018b0000-0000-7000-8000-000000000002', '青屿厂', 'qyc', '91330100799655058B', '企业', '9801', '市监局', '2026-01-01', 'verified');
  insert into registry.employment (person_id, place_code, employer_id, mode, started_on, monthly_pay_fen, source, as_of, verification)
    select '018b0000-0000-7000-8000-000000000001', '9801', '018b0000-0000-7000-8000-000000000002', '全职', date '2020-01-01' + i, case when i > 0 then 3133789 end, '单位', '2026-01-01', 'verified' from generate_series(0, 6000) i;
  insert into registry.insurance (person_id, place_code, kind, in_city, months, back_paid, base_fen, source, as_of, verification) values ('018b0000-0000-7000-8000-000000000001', '9801', '五险', true, '[2025-01-01,2025-06-01)', false, 3133789, '社保', '2026-01-01', 'verified');
  insert into registry.housing (person_id, place_code, homes_in_city, rents, monthly_rent_fen, source, as_of, verification) values ('018b0000-0000-7000-8000-000000000001', '9801', 0, true, 3133789, '住建', '2026-01-01', 'verified');
  insert into registry.person_fact (person_id, place_code, fact, value, source, as_of, verification) select '018b0000-0000-7000-8000-000000000001', '9801', f, v::jsonb, '税务', '2026-01-01', 'verified'
    from (values ('上年度个税', '"3133789"'), ('年度个人所得税', '31337.89'), ('婚姻状况', '"已婚"')) x (f, v);
  insert into registry.former_fact (person_id, place_code, record, row_id, said, act, reason, changed_by, known_from)
    select person_id, place_code, 'employment', id, to_jsonb(e), 'amended', '改', person_id, now() from registry.employment e where monthly_pay_fen is not null limit 1;
  insert into registry.person_merge (survivor_id, merged_id, place_code, reason, taken, before, merged_on)
    select id, '018b0000-0000-7000-8000-000000000003', place_code, '一人两条', '{}', to_jsonb(p), '2026-01-01' from registry.person p;
  insert into kernel.idempotency (key, account_id, verb, body_hash, answer) values ('k', '018b0000-0000-7000-8000-000000000001', 'x', '\\x00ff', '{"pay": "31337.89"}');`

test('a house that is full comes over sealed: every row, its copies and its vocabulary, and nothing of it is lost', { timeout: 240_000 }, async () => {
  process.env['JUYING_HOME'] = inject('home')
  const folder = mkdtempSync(join(tmpdir(), 'juying-before-'))
  const name = `test_before_${randomBytes(4).toString('hex')}`
  const address = await prepareDatabase(inject('adminUrl'), inject('home'), name)
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  try {
    mkdirSync(join(folder, 'db/migrations'), { recursive: true })
    for (const file of readdirSync(join(root, 'db/migrations')).filter((one) => one < '0420')) cpSync(join(root, 'db/migrations', file), join(folder, 'db/migrations', file))
    await migrate(address, folder)
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    const rows = async (text: string) => z.array(Row).parse((await client.query(text)).rows)
    try {
      await client.query(`set session_replication_role = replica; ${before}`)
      await migrate(address, root)
      const opened = async (record: string) => (await rows(`select to_jsonb(r) as row from registry.${record} r order by r.id`)).map(({ row }) => openRow(record, Row.parse(row)))
      const posts = await opened('employment')
      expect([posts.length, posts.filter((row) => row['monthly_pay_fen'] === '3133789').length, posts.filter((row) => row['monthly_pay_fen'] === null).length]).toEqual([6001, 6000, 1])
      expect((await opened('insurance')).map((row) => row['base_fen'])).toEqual(['3133789'])
      expect((await opened('housing')).map((row) => row['monthly_rent_fen'])).toEqual(['3133789'])
      expect((await opened('person_fact')).map((row) => row['value'])).toEqual(expect.arrayContaining(['3133789', 31_337.89, '已婚']))
      expect((await rows('select said from registry.former_fact')).map(({ said }) => openRow('employment', Row.parse(said))['monthly_pay_fen'])).toEqual(['3133789'])
      expect((await rows('select answer from kernel.idempotency')).map(({ answer }) => openToken(String(answer)))).toEqual([{ pay: '31337.89' }])
      expect(await rows('select text, base_hash from measures.vocabulary where current')).toEqual([{ text: `derive: s.monthly_pay_sealed | m.monthly_pay_sealed | coalesce(s.facts ->> '上年度个税', '0')`, base_hash: 'old' }])
      const [hint] = await rows(`select document_hint as kept, before ->> 'document_hint' as copied from registry.person p join registry.person_merge m on m.survivor_id = p.id`)
      expect([openHint(String(hint?.['kept'])), hint?.['copied']]).toEqual(['271X', hint?.['kept']])
      await expect(client.query(`update registry.person set document_hint = '271X'`)).rejects.toThrow('document_hint_sealed')
      // Nor is it left in the files: each table was laid down anew.
      for (const table of ['registry.employment', 'registry.person_fact', 'registry.former_fact', 'registry.housing', 'registry.insurance', 'kernel.idempotency']) {
        const [held] = await rows(`select (position('\\x${Buffer.from('31337').toString('hex')}'::bytea in f) + position('\\x5dd12f0000000000'::bytea in f))::int as at from pg_read_binary_file(pg_relation_filepath('${table}')) f`)
        expect([table, held?.['at']]).toEqual([table, 0])
      }
      await expect(client.query('set session_replication_role = origin; update registry.person_fact set value = to_jsonb(5) where fact = \'上年度个税\'')).rejects.toThrow('person_fact_value_sealed')
    } finally {
      await client.end()
    }
  } finally {
    rmSync(folder, { recursive: true })
    const admin = new pg.Client({ connectionString: inject('adminUrl') })
    await admin.connect()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
})
