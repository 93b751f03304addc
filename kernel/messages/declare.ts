/**
 * A kind of message is declared once by the desk that has something to say, with its words as data. The blanks of the words are its parameters:
 * leaving one out is refused by the compiler, and by `wordsOf` for what came through the queue. This file runs in the browser too.
 */

export const topics = { decisions: '办理结果', deadlines: '期限提醒', payments: '拨付', offers: '可享受的政策', feedback: '评价邀请', news: '订阅和宣传' } as const
export type Topic = keyof typeof topics
/** Missing these forfeits a right: they cannot be switched off inside the application. */
export const necessary: readonly Topic[] = ['decisions', 'deadlines']

export const channels = { app: '应用内', sms: '短信', email: '邮件', push: '应用推送', letter: '信件' } as const
export type Channel = keyof typeof channels
export const outward = ['sms', 'email', 'push', 'letter'] as const satisfies readonly Channel[]
export type Outward = (typeof outward)[number]

/** The names between braces in the words. */
type Blanks<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never

export interface MessageDeclaration<T extends string = string, B extends string = string> {
  /** `desk.what`; kept with each message. */
  name: string
  topic: Topic
  /** Bundled: what is told of one person in one day goes out in one sending at ten the next time. */
  digest?: boolean
  title: T
  body: B
  /** What leaves the house: without names and sums, for a telephone that has changed hands must not tell them to a stranger. At most 60 characters. */
  short: string
}
export type ParamsOf<M> = M extends MessageDeclaration<infer T, infer B> ? Readonly<Record<Blanks<T> | Blanks<B>, string>> : never

/** Throws RangeError when the short words are too long or have a blank: a fault of the declaration. */
export const declareMessage = <const T extends string, const B extends string>(message: MessageDeclaration<T, B>): MessageDeclaration<T, B> => {
  if (message.short.length > 60 || message.short.includes('{')) throw new RangeError(`${message.name}: the short words are fixed and at most 60 characters`)
  return message
}

const blank = /\{(\w+)\}/g

/** Title and body with every blank filled; throws RangeError where one is missing or empty. */
export const wordsOf = (message: MessageDeclaration, params: Readonly<Record<string, string>>): { title: string; body: string; short: string } => {
  const fill = (words: string, most: number): string =>
    words
      .replaceAll(blank, (_, name: string) => {
        const value = params[name]
        if (value === undefined || value === '') throw new RangeError(`${message.name}: ${name} is missing`)
        return value
      })
      .slice(0, most)
  return { title: fill(message.title, 120), body: fill(message.body, 2000), short: message.short }
}
