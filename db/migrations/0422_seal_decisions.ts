import type pg from 'pg'
import { rewriteColumn } from '../../kernel/db/rewrite.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { sealToken } from '../../kernel/seal/token.ts'

/**
 * 办件的判定、自填，资助决定留底的事实，打开预告时给他看的内容：整段加密，月薪等都在里面。已有的在这里改写。
 * What is here stands by itself and never changes: it knows the rows as they were on this day.
 */
export const up = async (client: pg.ClientBase): Promise<void> => {
  await client.query(`drop schema if exists pub cascade; delete from public.migration where name = 'views'`)
  await rewriteColumn(client, { table: 'cases.case', column: 'assessment', type: 'jsonb' }, ({ id, value }) => JSON.stringify(sealToken('assessment', id, JSON.parse(value))))
  await rewriteColumn(client, { table: 'cases.case', column: 'answers', type: 'jsonb', where: `answers <> '{}'` }, ({ id, value }) => JSON.stringify(sealToken('answers', id, JSON.parse(value))))
  await rewriteColumn(client, { table: 'fund.award', column: 'facts', type: 'jsonb' }, ({ id, value }) => JSON.stringify(sealToken('facts', id, JSON.parse(value))))
  await rewriteColumn(client, { table: 'fund.award', column: 'answers', type: 'jsonb', where: `answers <> '{}'` }, ({ id, value }) => JSON.stringify(sealToken('answers', id, JSON.parse(value))))
  await rewriteColumn(client, { table: 'delivery.delivery', column: 'offered', type: 'jsonb' }, ({ id, value }) => JSON.stringify(sealToken('offer', id, JSON.parse(value))))
  await rewriteColumn(client, { table: 'delivery.delivery', column: 'offered_hash', type: 'text' }, ({ value }) => houseSealer().index('offer', value).toString('hex'))
  await client.query(`
    alter table cases.case
      add constraint case_assessment_sealed check (starts_with(assessment #>> '{}', 'sealed:assessment:')),
      add constraint case_answers_sealed check (answers = '{}' or starts_with(answers #>> '{}', 'sealed:answers:'));
    alter table fund.award
      add constraint award_facts_sealed check (starts_with(facts #>> '{}', 'sealed:facts:' || id || ':')),
      add constraint award_answers_sealed check (answers = '{}' or starts_with(answers #>> '{}', 'sealed:answers:' || id || ':'));
    alter table delivery.delivery add constraint delivery_offered_sealed check (starts_with(offered #>> '{}', 'sealed:offer:' || id || ':'));
    comment on column cases.case.assessment is '逐条判定、金额与当时所用的事实，供复核重算；加密';
    comment on column cases.case.answers is '申报人自填的事实；加密';
    comment on column fund.award.facts is '审定所依据的事实，原样留底，供重算；加密';
    comment on column fund.award.answers is '申报人自填的事实；加密';
    comment on column delivery.delivery.offered is '打开时给他看的：金额与所用事实；确认时再核一遍，变了就重新问；加密';
    comment on column delivery.delivery.offered_hash is '给他看的内容的带密钥摘要';

    -- 留底的事实审定后不再变；换密钥时重新加密，只有系统做。
    create function fund.guard_basis() returns trigger language plpgsql as $$
    begin
      if not kernel.is_system() or current_setting('app.sealing', true) is distinct from 'anew' then
        raise exception '审定所依据的事实不能修改' using errcode = 'JY001';
      end if;
      return new;
    end $$;
    comment on function fund.guard_basis() is '审定所依据的事实只在换密钥时重新加密';
    create trigger award_basis_fixed before update of facts, answers on fund.award for each row execute function fund.guard_basis();
    grant update (facts, answers) on fund.award to juying_app`)
}
