import { sql } from 'kysely'
import { hashToken, sessionCookie } from '../../../kernel/auth/cookies.ts'
import { cookieFlags, crossOrigin, crossSite, fixation, guessing, onceOnly, sessionStates, stepUp, timing, type Check } from './checks.ts'
import { today, type Ground, type Send, type Sent } from './ground.ts'

/** Holes as houses have had them, planted to see that the checks find them: in the database by the administrator, or between the house and who asks. */

export interface Hole {
  says: string
  check: Check
  /** SQL that makes it, and SQL that mends it; as the administrator. */
  lay?: string
  mend?: string
  /** What stands between. */
  spoil?(ground: Ground): Send
}

/** The function that knows sessions, without one of its conditions. */
const forgetting = (condition: string): Pick<Hole, 'lay' | 'mend'> => {
  const edit = (from: string, to: string) => `do $plant$ begin execute replace(pg_get_functiondef('kernel.session_of'::regproc), $a$${from}$a$, $b$${to}$b$); end $plant$`
  return { lay: edit(condition, `(true or ${condition})`), mend: edit(`(true or ${condition})`, condition) }
}

const trigger = (table: string, event: string, body: string): Pick<Hole, 'lay' | 'mend'> => ({
  lay: `create function public.hole() returns trigger language plpgsql as $$ begin ${body} return new; end $$; create trigger hole before ${event} on ${table} for each row execute function public.hole()`,
  mend: `drop trigger hole on ${table}; drop function public.hole()`,
})

const changed = (ground: Ground, change: (sent: Sent) => Sent): Send => async (path, options) => change(await ground.send(path, options))
const cookies = (ground: Ground, change: (cookie: Sent['cookies'][number]) => Sent['cookies'][number]): Send => changed(ground, (sent) => ({ ...sent, cookies: sent.cookies.map(change) }))

export const holes: readonly Hole[] = [
  { says: 'a session that was ended lives on', check: sessionStates, ...forgetting('s.ended_at is null') },
  { says: 'idleness does not end a session', check: sessionStates, ...forgetting('s.seen_at > now() - idle_limit') },
  { says: 'age does not end a session', check: sessionStates, ...forgetting('s.created_at > now() - absolute_limit') },
  { says: 'the old token never ends', check: sessionStates, ...forgetting(`s.rotated_at > now() - interval '15 seconds'`) },
  { says: 'the second factor is not asked', check: sessionStates, ...trigger('kernel.session', 'insert or update', `new.factor_at := coalesce(new.factor_at, now());`) },
  { says: 'everybody counts as proved', check: stepUp, ...trigger('kernel.session', 'insert or update', `new.stepped_up_at := now();`) },
  { says: 'guesses are not counted', check: guessing, ...trigger('kernel.sign_in_attempt', 'insert', `new.at := now() - interval '1 hour';`) },
  { says: 'a recovery code serves again', check: onceOnly, ...trigger('kernel.recovery_code', 'update', `if new.ended_at is null then new.used_at := null; end if;`) },
  {
    says: 'where a request comes from is not looked at', check: crossSite,
    spoil: ({ send }) => (path, options = {}) => {
      const { origin: _, 'sec-fetch-site': __, ...headers } = options.headers ?? {}
      return send(path, { ...options, headers })
    },
  },
  { says: 'every origin may read answers', check: crossOrigin, spoil: (ground) => changed(ground, (sent) => ({ ...sent, headers: { ...sent.headers, 'access-control-allow-origin': 'https://elsewhere.example', 'access-control-allow-credentials': 'true' } })) },
  { says: 'scripts read the cookie', check: cookieFlags, spoil: (ground) => cookies(ground, ({ httpOnly: _, ...cookie }) => cookie) },
  { says: 'other sites send the cookie', check: cookieFlags, spoil: (ground) => cookies(ground, (cookie) => ({ ...cookie, sameSite: 'Lax' })) },
  { says: 'the cookie travels unencrypted', check: cookieFlags, spoil: (ground) => cookies(ground, (cookie) => ({ ...cookie, secure: false })) },
  {
    says: 'signing in takes up the token that the browser brought', check: fixation,
    spoil: ({ database, send }) => async (path, options = {}) => {
      const brought = new RegExp(`${sessionCookie}=([^;]+)`).exec(options.headers?.['cookie'] ?? '')?.[1]
      const sent = await send(path, options)
      const given = sent.cookies.find(({ name }) => name === sessionCookie)
      if (!path.endsWith('auth.signIn') || !brought || !given) return sent
      await database.asSystem(today, (db) => sql`update kernel.session set token_hash = ${hashToken(brought)}, ended_at = null where token_hash = ${hashToken(given.value)}
        and not exists (select from kernel.session other where other.token_hash = ${hashToken(brought)})`.execute(db))
      return { ...sent, cookies: sent.cookies.map((cookie) => (cookie === given ? { ...cookie, value: brought } : cookie)) }
    },
  },
  {
    says: 'a name that is not there is answered without work', check: timing,
    spoil: ({ send }) => async (path, options) => {
      const { login } = (options?.body ?? {}) as { login?: string }
      if (!login?.startsWith('nobody')) return send(path, options)
      return { ...(await send('/api/auth.me')), status: 401, body: { kind: 'signIn', message: '账号或口令不对' } }
    },
  },
]
