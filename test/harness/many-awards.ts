import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { withCheckDigit } from '../../fund/account-number.ts'
import { move, post } from '../../fund/ledger.ts'
import type { Database } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { fen } from '../../kernel/types.ts'
import { raceDay } from './races.ts'

/**
 * Fills a line with awards that are due today, each with its account, in whole sets: what commitAward writes one by one, without its two
 * vouchers an award (one voucher commits the sum). For runs of a hundred thousand payments whose subject is the bank.
 */
export const fillLine = async (database: Database, line: { id: string; placeCode: string }, { from, count }: { from: number; count: number }): Promise<void> => {
  const sealer = houseSealer()
  for (let first = 0; first < count; first += 5_000) {
    const serials = Array.from({ length: Math.min(5_000, count - first) }, (_, index) => from + first + index)
    const accounts = serials.map(() => randomUUID())
    const sealed = serials.map((serial, index) => sealer.seal({ table: 'fund.payee_account', column: 'number', row: accounts[index] ?? '' }, withCheckDigit(`629801${String(serial).padStart(12, '0')}`)).toString('hex'))
    await database.asSystem(raceDay, async (db) => {
      await sql`
        with given as materialized (
          select uuidv7() as award_id, uuidv7() as holder_id, g.serial, g.account_id, g.sealed, 10000 + g.serial % 1000000 as fen
          from unnest(${serials}::int[], ${accounts}::uuid[], ${sealed}::text[]) as g(serial, account_id, sealed)
        ), accounted as (
          insert into fund.payee_account (id, holder_kind, holder_id, place_code, name, bank, number_sealed, number_hint)
          select account_id, 'person', holder_id, '980101001', '甲', '青屿银行', decode(sealed, 'hex'), lpad((serial % 10000)::text, 4, '0') from given
        ), awarded as (
          insert into fund.award (id, case_id, case_number, edition_id, measure, title, holder_kind, holder_id, payee_name, place_code, line_id, decided_on, amount_fen, city_share_fen, county_share_fen, period)
          select award_id, uuidv7(), 'BJ' || serial, uuidv7(), 'bank', '大批支付', 'person', holder_id, '甲', '980101001', ${line.id}, ${raceDay}::date, fen, fen, 0, daterange(${raceDay}, ${raceDay}, '[]') from given
        )
        insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, state)
        select award_id, ${line.id}, '980101001', 1, ${raceDay}, fen, 'due' from given`.execute(db)
      const sum = fen(serials.reduce((total, serial) => total + 10_000n + BigInt(serial % 1_000_000), 0n))
      await post(db, [{ kind: 'commit', day: raceDay, placeCode: line.placeCode, says: `大批支付 ${first}`, legs: move(line.id, 'available', 'committed', sum) }])
    })
  }
}
