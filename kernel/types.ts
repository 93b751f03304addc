declare const dayBrand: unique symbol
declare const fenBrand: unique symbol
declare const idBrand: unique symbol

/** A calendar day 'YYYY-MM-DD' in Asia/Shanghai; never a Date. */
export type PlainDate = string & { readonly [dayBrand]: true }

/** Money in fen (分); JSON carries it as a string. */
export type Fen = bigint & { readonly [fenBrand]: true }

/** A uuid v7 of one kind of record; people see a number, never an id. */
export type Id<Kind extends string> = string & { readonly [idBrand]: Kind }
