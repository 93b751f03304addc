/** A sum of fen as people read it in a message: thousands apart, two decimals where there are any, and 元. Never rounded. */
export const yuanWords = (fen: bigint): string => `${(fen / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fen % 100n ? `.${String(fen % 100n).padStart(2, '0')}` : ''} 元`
