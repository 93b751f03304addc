import type { Hit } from './finder.ts'
import type { Secret } from './secrets.ts'

/** Where a secret may stand, and why. Whatever is not here is a leak. */
interface Place {
  at: RegExp
  secrets: readonly Secret['name'][]
  why: string
}

export const places: readonly Place[] = [
  { at: /^body POST \/api\/registry\.revealDocument talent-office$/, secrets: ['identity', 'phone'], why: 'a reveal: with a reason, after a second proof, audited' },
  { at: /^body POST \/api\/registry\.exportExchange talent-office$/, secrets: ['identity', 'phone', 'pay'], why: 'the file by which another house takes the person over: with a purpose, after a second proof, audited' },
  { at: /^body POST \/api\/registry\.person talent-office$/, secrets: ['pay'], why: 'his page: pay is shown to the talent office, whose clauses reckon with it' },
  { at: /^body POST \/api\/(registry|measures|recognition|cases|delivery|housing|fund|service)\.\S+ talent-1$/, secrets: ['pay'], why: 'what is asked of him and for him rests on it: shown to himself, with its source' },
  { at: /^download county-hr .*归档\.zip( › 办件数据\.json)?$/, secrets: ['pay'], why: 'the archive of a case that was decided by it, for the office that keeps it' },
  { at: /^body GET \/my\S* talent-1$/, secrets: ['pay'], why: 'his own pages come with the answers to their first questions; they are kept nowhere (no-store)' },
  { at: /^body POST \/api\/office\.takeMyCopy talent-1$/, secrets: ['identity', 'phone', 'account', 'pay'], why: 'he takes his own data away (PIPL 45)' },
  { at: /^download talent-1 /, secrets: ['identity', 'phone', 'account', 'pay', 'address', 'email'], why: 'what he saved of his own' },
  { at: /^download fund-(maker|checker) .*\.(csv|txt)$/, secrets: ['account'], why: 'the payment file for the bank' },
]

export const outside = (hits: readonly Hit[]): Hit[] => hits.filter(({ place, secret }) => !places.some(({ at, secrets }) => at.test(place) && secrets.includes(secret)))

export const said = (hits: readonly Hit[]): string[] => hits.map(({ place, secret, encoding }) => `${place}: ${secret} (${encoding})`)
