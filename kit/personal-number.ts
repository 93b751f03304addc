/**
 * Whether a text that somebody typed may hold an identity number, a telephone or an account: eleven digits or more, also in groups, that no letter begins. Numbers of cases,
 * people and exports begin with one, years and amounts are shorter.
 */
export const holdsPersonalNumber = (text: string): boolean => /(?<![A-Za-z\d])\d{11,}/.test(text.normalize('NFKC').replaceAll(/(?<=\d)[\s-]+(?=\d)/g, ''))
