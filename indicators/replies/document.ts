import { officialDocument, type OfficialPart } from '../writing/write/official.ts'
import type { Reply } from './answer.ts'
import { dayWords } from './sentences.ts'

/** A reply as an official document: the question, what the records say, what they do not, and where each number comes from. */
export const replyDocument = ({ question, asOf, place, parts }: Omit<Reply, 'used'>): Promise<Uint8Array> => {
  const told = parts.filter(({ outcome }) => outcome === 'told')
  const open = parts.filter(({ outcome }) => outcome !== 'told')
  const text = (words: string): OfficialPart => ({ text: words, level: 'text' })
  const lines: OfficialPart[] = [
    { text: '有关人才工作数据的答复', level: 'title' },
    { text: '一、所问', level: 'first' },
    text(question),
    { text: '二、答复', level: 'first' },
    ...(told.length ? told.map(({ sentence }) => text(sentence ?? '')) : [text('所问事项没有记录，无法答复。')]),
    ...(told.length && open.length ? [{ text: '三、没有答复的', level: 'first' } as const] : []),
    ...open.map(({ said, why, outcome }) => text(`“${said}”：${outcome === 'asked' ? '所指不明，请说明后再答' : why}。`)),
    { text: `数据截至${dayWords(asOf)}，${place.name}`, level: 'right' },
  ]
  const sources = [['所问', '指标或政策', '口径', '来源', '记录数'], ...told.map(({ said, title, definition, source, records }) => [said, title, definition, source, records ?? ''])]
  return officialDocument(lines, told.length ? { head: '人才工作答复', sources } : { head: '人才工作答复' })
}
