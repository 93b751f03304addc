import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** argon2id, 19 MiB, two passes, one lane: OWASP's first recommendation for interactive sign-in. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }

const derive = (password: string, salt: Buffer, { memory, passes, parallelism }: typeof cost): Promise<Buffer> =>
  new Promise((done, fail) => {
    argon2('argon2id', { message: password, nonce: salt, parallelism, tagLength: 32, memory, passes }, (error, tag) => (error ? fail(error) : done(Buffer.from(tag))))
  })

export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const tag = await derive(password.normalize('NFKC'), salt, cost)
  return ['argon2id', cost.memory, cost.passes, cost.parallelism, salt.toString('base64url'), tag.toString('base64url')].join('$')
}

/** Whether a hash was made with less work than today's: it is made anew at the next sign-in, when the password is at hand. */
export const isWeakHash = (stored: string): boolean => {
  const [kind, memory, passes, parallelism] = stored.split('$')
  return kind !== 'argon2id' || Number(memory) < cost.memory || Number(passes) < cost.passes || Number(parallelism) < cost.parallelism
}

const decoy = hashPassword(randomBytes(16).toString('hex'))

/** Takes the same time whether or not there is such an account: without a hash it works on a decoy. */
export const checkPassword = async (password: string, stored: string | null | undefined): Promise<boolean> => {
  const [, memory, passes, parallelism, salt = '', tag = ''] = (stored ?? (await decoy)).split('$')
  const expected = Buffer.from(tag, 'base64url')
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) })
  return timingSafeEqual(actual, expected) && typeof stored === 'string'
}
