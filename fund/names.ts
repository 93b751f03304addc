import { sql, type RawBuilder } from 'kysely'

/** Name of the account in a column; null where the house itself acted. */
export const nameOf = (column: string): RawBuilder<string | null> => sql<string | null>`(select account.name from kernel.account account where account.id = ${sql.ref(column)})`
