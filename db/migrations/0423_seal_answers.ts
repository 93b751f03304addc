import type pg from 'pg'
import { rewriteColumn } from '../../kernel/db/rewrite.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { sealToken } from '../../kernel/seal/token.ts'

/** 幂等留存的答复加密，请求内容的摘要带密钥：里面可能有工资。已有的在这里改写。 */
export const up = async (client: pg.ClientBase): Promise<void> => {
  await client.query('create policy system_seals on kernel.idempotency using ((select kernel.is_system())) with check ((select kernel.is_system()))')
  const key = `account_id || ' ' || key`
  await rewriteColumn(client, { table: 'kernel.idempotency', column: 'answer', type: 'jsonb', key }, ({ id, value }) => JSON.stringify(sealToken('answer', id.slice(0, 36), JSON.parse(value))))
  await rewriteColumn(client, { table: 'kernel.idempotency', column: 'body_hash', type: 'bytea', key }, ({ value }) => `\\x${houseSealer().index('request', value.slice(2)).toString('hex')}`)
  await client.query(`
    alter table kernel.idempotency add constraint idempotency_answer_sealed check (starts_with(answer #>> '{}', 'sealed:answer:' || account_id || ':'));
    comment on column kernel.idempotency.answer is '当时的答复；加密';
    comment on column kernel.idempotency.body_hash is '请求内容的带密钥摘要；同键异文要拒绝'`)
}
