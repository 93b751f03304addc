import { createHmac, randomInt } from 'node:crypto'
import { houseKeys } from '../seal/seal.ts'

/** Codes that people copy from paper: without letters that look alike, in groups of four. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** `length` letters of 31: 12 of them are 59 bits. */
export const paperCode = (length: number): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
export const inFours = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''
/** As somebody types it: case, spaces and dashes mean nothing. */
export const bareCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')

/** How a short code is kept: an HMAC under a key that does not lie in the database, for what it was given to. */
export const codeHash = (purpose: 'recovery' | 'reset' | 'phone', owner: string, code: string): Buffer => createHmac('sha256', houseKeys().key(`auth:${purpose}`)).update(`${owner}|${code}`).digest()
