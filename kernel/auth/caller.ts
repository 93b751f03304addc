import type { FastifyRequest } from 'fastify'
import { cookieOf, deviceCookie } from './cookies.ts'

/** From where somebody knocks, as far as it is kept: his address for bounding guesses, and words that its owner recognises in his list of devices. */
export interface Caller {
  source: string
  device: string
  place: string
  deviceToken: string | undefined
}

const browsers: readonly (readonly [RegExp, string])[] = [[/MicroMessenger/, '微信'], [/DingTalk/, '钉钉'], [/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/HeadlessChrome|Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const systems: readonly (readonly [RegExp, string])[] = [[/HarmonyOS/, '鸿蒙'], [/Android/, '安卓'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/UOS|Kylin/, '国产桌面系统'], [/Linux/, 'Linux']]
const named = (table: typeof browsers, text: string, otherwise: string): string => table.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise

/** `Edge · Windows`; words for whatever sends no name of its own. */
export const deviceWords = (agent: string): string => (agent ? `${named(browsers, agent, '其他浏览器')} · ${named(systems, agent, '其他系统')}` : '程序')

/** Enough to tell the office from elsewhere, and no more of the address than that. */
export const placeWords = (address: string): string => {
  const plain = address.replace(/^::ffff:/, '')
  if (plain === '::1' || plain.startsWith('127.')) return '本机'
  const [first = '', second = ''] = plain.split('.')
  const inside = first === '10' || (first === '192' && second === '168') || (first === '172' && Number(second) >= 16 && Number(second) < 32) || /^f[cd]/i.test(plain)
  if (plain.includes(':')) return inside ? '单位内网' : `外网 ${plain.split(':').slice(0, 2).join(':')}…`
  return `${inside ? '单位内网' : '外网'} ${first}.${second}.*.*`
}

export const callerOf = (request: FastifyRequest): Caller => ({
  source: request.ip,
  device: deviceWords(request.headers['user-agent'] ?? ''),
  place: placeWords(request.ip),
  deviceToken: cookieOf(request, deviceCookie),
})
