import { z } from 'zod'
import { unkeepableIn } from '../../kernel/text.ts'
import { ExchangeRefusal } from './import.ts'
import { ExchangeFile } from './profile.ts'
import { fromXml, toXml, XmlRefusal } from './xml.ts'

/** The text of a file, by what it is: XML begins with an angle bracket. */
export const writeFile = (file: ExchangeFile, format: 'json' | 'xml'): string => (format === 'xml' ? toXml(file) : `${JSON.stringify(file, null, 2)}\n`)

export const readFile = (text: string): ExchangeFile => {
  try {
    const trimmed = text.replace(/^\ufeff/, '').trimStart()
    const message = unkeepableIn(trimmed)
    if (message !== undefined) throw new ExchangeRefusal(message)
    return trimmed.startsWith('<') ? fromXml(trimmed) : ExchangeFile.parse(JSON.parse(trimmed))
  } catch (error) {
    if (error instanceof XmlRefusal) throw new ExchangeRefusal(error.message)
    if (error instanceof SyntaxError) throw new ExchangeRefusal('不是完整的 JSON 或 XML')
    if (error instanceof z.ZodError) throw new ExchangeRefusal(error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}：${message}`).join('；'))
    throw error
  }
}
