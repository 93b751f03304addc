import { houseSealer, type SealedPlace, type Sealer } from './seal.ts'

/**
 * A sealed value that stands as a text, alone or within JSON, and says itself where it belongs: `sealed:<what>:<row>:<mark><bytes>`. Whoever carries it on (a view, a
 * derivation, a copy of the row as JSON) needs nothing else for it to be opened at the other end, and can reckon with nothing in between. What was sealed is JSON, money in it as text.
 */
export type SealedWhat = 'pay' | 'base' | 'rent' | 'fact' | 'assessment' | 'answers' | 'facts' | 'offer' | 'answer'

const form = /^sealed:([a-z]+):([0-9a-f-]{36}):([A-Za-z0-9_-]+)$/
const within = /sealed:[a-z]+:[0-9a-f-]{36}:[A-Za-z0-9_-]+/g
/** The mark's four bytes come first and by themselves, so that the database can compare them as they stand: see {@link olderTokens}. */
const markBytes = 4

const placeOf = (what: string, row: string): SealedPlace => ({ table: 'token', column: what, row })

export const sealToken = (what: SealedWhat, row: string, value: unknown, sealer: Sealer = houseSealer()): string => tokenOf(sealer, what, row, JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)))

const tokenOf = (sealer: Sealer, what: string, row: string, text: string): string => {
  const bytes = sealer.seal(placeOf(what, row), text)
  return `sealed:${what}:${row}:${bytes.subarray(0, markBytes).toString('base64url')}${bytes.subarray(markBytes).toString('base64url')}`
}

export const isToken = (value: unknown): value is string => typeof value === 'string' && form.test(value)

/** What was sealed. `of` says what has to stand here: a token that was moved here from another row does not open. */
export const openToken = (token: string, of?: { what: SealedWhat; row: string }): unknown => {
  const text = openText(houseSealer(), token, of)
  const value: unknown = JSON.parse(text)
  return value
}

const openText = (sealer: Sealer, token: string, of?: { what: SealedWhat; row: string }): string => {
  const [, what = '', row = '', body = ''] = form.exec(token) ?? []
  if (body === '' || (of && (of.what !== what || of.row !== row))) throw new Error('a sealed value of an unknown form, or of another place')
  return sealer.open(placeOf(what, row), Buffer.concat([Buffer.from(body.slice(0, 6), 'base64url'), Buffer.from(body.slice(6), 'base64url')]))
}

/** A text in which tokens stand, with each said in words. */
export const tokensSaid = (text: string, say: (value: unknown) => string): string => text.replaceAll(within, (token) => say(openToken(token)))

/** Every token of a text sealed anew, each for its own place; throws when one does not open. */
export const sealTokensAnew = (sealer: Sealer, text: string): string =>
  text.replaceAll(within, (token) => {
    const [, what = '', row = ''] = token.split(':')
    return tokenOf(sealer, what, row, openText(sealer, token))
  })

/** As a regular expression of PostgreSQL: some token that is not of the youngest generation and the configured cipher. */
export const olderTokens = (sealer: Sealer): string => `sealed:[a-z]+:[0-9a-f-]{36}:(?!${sealer.mark().toString('base64url')})`
