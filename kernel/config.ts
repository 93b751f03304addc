import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Everything that the environment may say, read and checked in one place. */
const Environment = z.object({
  PORT: z.coerce.number({ error: 'PORT 应为端口号，例如 8080' }).int().min(1, 'PORT 应在 1 到 65535 之间').max(65_535, 'PORT 应在 1 到 65535 之间').default(8080),
  HOST: z.string().default('127.0.0.1'),
  JUYING_HOME: z.string().min(1, 'JUYING_HOME 应为一个文件夹').default('.juying'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'DATABASE_URL 应以 postgres:// 开头，例如 postgres://user:password@host:5432/juying')
    .optional(),
  JUYING_DEMO: z.enum(['0', '1'], { error: 'JUYING_DEMO 只能是 0 或 1' }).default('1'),
  JUYING_CITY_THREADS: z.coerce.number({ error: 'JUYING_CITY_THREADS 应为线程数，0 表示本进程不装载全市数据' }).int().min(0).max(64, 'JUYING_CITY_THREADS 最多 64').optional(),
  FILES: z.string().regex(/^(disk|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./-]*)?)$/, 'FILES 应为 disk，或 s3://桶名，例如 s3://juying-files').default('disk'),
  FILES_ENDPOINT: z.string().regex(/^https?:\/\/[^/]+\/?$/, 'FILES_ENDPOINT 应为 S3 服务的地址，例如 https://s3.example.gov.cn').optional(),
  FILES_REGION: z.string().regex(/^[\w-]{1,60}$/, 'FILES_REGION 应为 S3 服务的区域名，例如 us-east-1').default('us-east-1'),
  FILES_KEY: z.string().min(1).optional(),
  FILES_SECRET: z.string().min(1).optional(),
  JUYING_CIPHER: z.enum(['aes', 'sm4'], { error: 'JUYING_CIPHER 只能是 aes（AES-256-GCM）或 sm4（SM4-GCM）' }).default('aes'),
  JUYING_SIGN: z.enum(['ed25519', 'sm2'], { error: 'JUYING_SIGN 只能是 ed25519（Ed25519）或 sm2（SM2 与 SM3）' }).default('ed25519'),
  JUYING_ANCHORS: z.string().min(1, 'JUYING_ANCHORS 应为一个文件夹，最好在另一台机器上').optional(),
  JUYING_BACKUPS: z.string().min(1, 'JUYING_BACKUPS 应为一个文件夹，最好在另一台机器或另一块磁盘上').optional(),
  JUYING_FEEDS: z.string().min(1, 'JUYING_FEEDS 应为一个文件夹，来源部门的文件投放在其中').optional(),
  JUYING_URL: z.string().regex(/^https?:\/\/[^/?#]+$/, 'JUYING_URL 应为浏览器里的地址，不带末尾的斜杠，例如 https://juying.example.gov.cn').optional(),
  SMS_URL: z.url('SMS_URL 应为短信网关的地址').optional(),
  SMS_TOKEN: z.string().min(1).optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\/.+/, 'SMTP_URL 应以 smtp:// 或 smtps:// 开头，例如 smtps://user:password@mail.example.gov.cn').optional(),
  SMTP_FROM: z.email('SMTP_FROM 应为发件人的邮箱').optional(),
  PUSH_URL: z.url('PUSH_URL 应为应用推送网关的地址').optional(),
  PUSH_TOKEN: z.string().min(1).optional(),
  OIDC_ISSUER: z.url('OIDC_ISSUER 应为统一身份认证的发行者地址，与它自己公布的一字不差').optional(),
  OIDC_CLIENT: z.string().min(1).optional(),
  OIDC_SECRET: z.string().min(1).optional(),
  OIDC_CLAIM: z.string().min(1).default('preferred_username'),
  OIDC_LABEL: z.string().min(1).max(20, 'OIDC_LABEL 最多 20 个字').default('统一身份认证'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'LOG_LEVEL 只能是 debug、info、warn、error、silent' }).default('warn'),
})

export interface Config {
  port: number
  host: string
  /** Absolute path of the data folder. */
  home: string
  /** A PostgreSQL server instead of the embedded one. */
  databaseUrl: string | undefined
  /** The example city and one-click sign-in. */
  demo: boolean
  /** Threads that compute over the whole city; 0: this process holds no city. */
  cityThreads: number
  /** Where uploaded files lie: a folder, or a bucket that speaks S3. */
  files: { kind: 'disk'; folder: string } | { kind: 's3'; endpoint: string; bucket: string; prefix: string; region: string; key: string; secret: string }
  /** By which cipher fields and files are sealed from now on; what was sealed by the other opens as before. */
  cipher: 'aes' | 'sm4'
  /** By which algorithm talent cards are signed; whoever checks them offline needs the public key of the one that is set. */
  sign?: 'ed25519' | 'sm2'
  /** Folder of the audit trail's anchors; best on another machine. */
  anchors: string
  /** Folder of backups; best on another machine. */
  backups: string
  /** Folder in which other departments drop their deliveries, one folder a source. */
  feeds: string
  /** Where browsers find the house: what passkeys are bound to, and where the single sign-on sends people back. */
  url: string | undefined
  /** A gateway of text messages. */
  sms: { url: string; token: string } | undefined
  /** A mail server, and whose name stands under the mails. */
  smtp?: { url: string; from: string } | undefined
  /** A gateway of pushes to the city's application. */
  push?: { url: string; token: string } | undefined
  /** The city's single sign-on. */
  oidc: { issuer: string; client: string; secret: string; claim: string; label: string } | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export class ConfigError extends Error {}

/** Reads the environment; a wrong value is one sentence, not a stack. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`).join('；'))
  }
  const value = parsed.data
  const home = resolve(value.JUYING_HOME)
  return {
    port: value.PORT,
    host: value.HOST,
    home,
    databaseUrl: value.DATABASE_URL,
    demo: value.JUYING_DEMO === '1',
    cityThreads: value.JUYING_CITY_THREADS ?? Math.max(1, Math.min(8, availableParallelism() - 1)),
    files: filesOf(value, home),
    cipher: value.JUYING_CIPHER,
    sign: value.JUYING_SIGN,
    anchors: value.JUYING_ANCHORS === undefined ? join(home, 'anchors') : resolve(value.JUYING_ANCHORS),
    backups: value.JUYING_BACKUPS === undefined ? join(home, 'backups') : resolve(value.JUYING_BACKUPS),
    feeds: value.JUYING_FEEDS === undefined ? join(home, 'feeds') : resolve(value.JUYING_FEEDS),
    ...signInOf(value),
    ...messagesOf(value),
    logLevel: value.LOG_LEVEL,
  }
}

const signInOf = ({ JUYING_URL, SMS_URL, SMS_TOKEN, OIDC_ISSUER, OIDC_CLIENT, OIDC_SECRET, OIDC_CLAIM, OIDC_LABEL }: z.output<typeof Environment>): Pick<Config, 'url' | 'sms' | 'oidc'> => {
  if ((SMS_URL === undefined) !== (SMS_TOKEN === undefined)) throw new ConfigError('SMS_URL 与 SMS_TOKEN 要一起填写')
  const url = JUYING_URL
  const sms = SMS_URL && SMS_TOKEN ? { url: SMS_URL, token: SMS_TOKEN } : undefined
  if (!OIDC_ISSUER) return { url, sms, oidc: undefined }
  if (!OIDC_CLIENT || !OIDC_SECRET || !url) throw new ConfigError('OIDC_ISSUER：接入统一身份认证时，OIDC_CLIENT、OIDC_SECRET、JUYING_URL 都要填写')
  return { url, sms, oidc: { issuer: OIDC_ISSUER, client: OIDC_CLIENT, secret: OIDC_SECRET, claim: OIDC_CLAIM, label: OIDC_LABEL } }
}

const messagesOf = ({ SMTP_URL, SMTP_FROM, PUSH_URL, PUSH_TOKEN }: z.output<typeof Environment>): Pick<Config, 'smtp' | 'push'> => {
  if ((SMTP_URL === undefined) !== (SMTP_FROM === undefined)) throw new ConfigError('SMTP_URL 与 SMTP_FROM 要一起填写')
  if ((PUSH_URL === undefined) !== (PUSH_TOKEN === undefined)) throw new ConfigError('PUSH_URL 与 PUSH_TOKEN 要一起填写')
  return { smtp: SMTP_URL && SMTP_FROM ? { url: SMTP_URL, from: SMTP_FROM } : undefined, push: PUSH_URL && PUSH_TOKEN ? { url: PUSH_URL, token: PUSH_TOKEN } : undefined }
}

const filesOf = ({ FILES, FILES_ENDPOINT, FILES_REGION, FILES_KEY, FILES_SECRET }: z.output<typeof Environment>, home: string): Config['files'] => {
  if (FILES === 'disk') return { kind: 'disk', folder: join(home, 'files') }
  if (!FILES_ENDPOINT || !FILES_KEY || !FILES_SECRET) throw new ConfigError('FILES：使用 S3 时，FILES_ENDPOINT、FILES_KEY、FILES_SECRET 都要填写')
  const [bucket = '', ...path] = FILES.slice('s3://'.length).split('/')
  const prefix = path.filter(Boolean).map((part) => `${part}/`).join('')
  return { kind: 's3', endpoint: FILES_ENDPOINT, bucket, prefix, region: FILES_REGION, key: FILES_KEY, secret: FILES_SECRET }
}
