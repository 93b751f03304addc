import { SaxesParser } from 'saxes'
import type { ExchangeFile } from './profile.ts'
import { ExchangeFile as Schema } from './profile.ts'

/**
 * The file as XML: an element a member, `item` in lists. Types stand in attributes (`type="number"`), so that nothing is guessed on the way back.
 * A DOCTYPE is refused, and with it every entity of one's own.
 */
export class XmlRefusal extends Error {}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign).replace(/[\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const toXml = (file: ExchangeFile): string => `<?xml version="1.0" encoding="UTF-8"?>\n${element('talentExchange', file, 0)}\n`

const element = (name: string, value: unknown, depth: number): string => {
  const pad = '  '.repeat(depth)
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return `${pad}<${name}>${escaped(value)}</${name}>`
  if (typeof value === 'number' || typeof value === 'boolean') return `${pad}<${name} type="${typeof value}">${String(value)}</${name}>`
  if (typeof value !== 'object') throw new Error(`${name} is of a kind that the profile does not know`)
  const list = Array.isArray(value)
  const members = Object.entries(value)
  const parts = members.map(([key, member]) => element(list ? 'item' : key, member, depth + 1))
  const inside = parts.filter((part) => part !== '')
  return `${pad}<${name} type="${list ? 'list' : 'group'}">${inside.length > 0 ? `\n${inside.join('\n')}\n${pad}` : ''}</${name}>`
}

interface Open {
  readonly name: string
  readonly type: string
  readonly members: [string, Json][]
  text: string
}

/** The file again, checked against the same schema as its JSON. Refuses what is not well formed, too deep, or of another schema. */
export const fromXml = (text: string): ExchangeFile => {
  const parser = new SaxesParser()
  const stack: Open[] = []
  let root: Json | undefined
  parser.on('error', (error) => {
    throw new XmlRefusal(`XML 不完整：${error.message}`)
  })
  parser.on('doctype', () => {
    throw new XmlRefusal('XML 里不能有 DOCTYPE')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length > 12) throw new XmlRefusal('XML 嵌套过深')
    stack.push({ name, type: attributes['type'] ?? 'text', members: [], text: '' })
  })
  parser.on('text', (piece) => {
    const open = stack.at(-1)
    if (open) open.text += piece
  })
  parser.on('closetag', () => {
    const open = stack.pop()
    if (!open) return
    const value = valueOf(open)
    const parent = stack.at(-1)
    if (parent) parent.members.push([open.name, value])
    else root = value
  })
  parser.write(text).close()
  return Schema.parse(root)
}

const valueOf = ({ type, members, text }: Open): Json => {
  switch (type) {
    case 'list':
      return members.map(([, value]) => value)
    case 'group':
      return Object.fromEntries(members)
    case 'number':
      return Number(text)
    case 'boolean':
      return text === 'true'
    default:
      return text
  }
}
