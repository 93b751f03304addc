import type { PlainDate } from '../../kernel/types.ts'
import { addDays, daysBetween } from '../../kernel/calendar/plain-date.ts'
import type { Due } from '../../measures/contract.ts'
import { dateKinds, type DateKind, type MyDate } from '../contract.ts'

/** 日程 of one person: the days that his records name, and the last days of what he could still claim. Pure. */

export interface DateShown {
  on: PlainDate
  kind: DateKind | 'lapse'
  label: string
  title: string
  /** What happens if the day goes by. */
  says: string
  amount: bigint | null
  link: string
  /** Something is lost with the day. */
  loses: boolean
}

/** What ends later than this is no appointment yet. */
const lapseAhead = 365
/** Within so many days a day that loses something is urgent. */
const urgentWithin = 30

const saying: Record<DateKind, string> = {
  confirm: '这一天以后不再保留，请在此之前确认',
  supplement: '逾期未补正的，视为撤回申报',
  sign: '逾期不签的，审定失效',
  appeal: '不同意结果的，这一天以后不能再申请复核',
  class: '到期以后类别失效，和类别挂钩的待遇随之停止',
  service: '服务期满。在此之前离开本市或约定的单位，可能要退回资助',
  lock: '限售期满。在此之前出售住房，可能要退回资助',
  instalment: '到期复核通过以后发放',
}
const linkOf = ({ kind, id }: MyDate): string => (kind === 'confirm' ? `/my/deliveries/${id}` : kind === 'class' ? '/my/recognition' : `/my/cases/${id}`)
const losing = new Set<DateKind>(['confirm', 'supplement', 'sign', 'appeal', 'class'])

/** `taken`: measures in hand or granted; their last day to claim no longer matters. */
export const calendarOf = (dates: readonly MyDate[], dues: readonly Due[], taken: ReadonlySet<string>, today: PlainDate): DateShown[] => {
  const own = dates.map((date): DateShown => ({ on: date.on, kind: date.kind, label: dateKinds[date.kind], title: date.title, says: saying[date.kind], amount: date.amount, link: linkOf(date), loses: losing.has(date.kind) }))
  const lapses = dues.flatMap(({ outcome, lapse, measure, title, amount }): DateShown[] =>
    outcome === 'eligible' && lapse && !taken.has(measure) && lapse.day <= addDays(today, lapseAhead)
      ? [{ on: lapse.day, kind: 'lapse', label: '最后申报日', title, says: `过了这一天就不再符合：${lapse.because.join('；')}`, amount, link: `/my/claim/${measure}`, loses: true }]
      : [],
  )
  return [...own, ...lapses].toSorted((a, b) => (a.on === b.on ? a.title.localeCompare(b.title) : a.on < b.on ? -1 : 1))
}

export const isUrgent = ({ loses, on }: DateShown, today: PlainDate): boolean => loses && daysBetween(today, on) <= urgentWithin

/** “今天”, “还有 12 天”. */
export const awayText = (on: PlainDate, today: PlainDate): string => {
  const days = daysBetween(today, on)
  return days === 0 ? '就是今天' : `还有 ${days} 天`
}

/** The same as a calendar that a phone takes over (RFC 5545): whole days, a reminder a week before what would be lost. */
export const calendarFile = (shown: readonly DateShown[], house: string, stamp: Date): string => {
  const at = stamp.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const events = shown.flatMap(({ on, label, title, says, link, loses }, index) => [
    'BEGIN:VEVENT',
    `UID:${on}-${index}-${at}@juying`,
    `DTSTAMP:${at}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `SUMMARY:${escaped(`${label}：${title}`)}`,
    `DESCRIPTION:${escaped(`${says}。${house}${link}`)}`,
    ...(loses ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(`${label}：${title}`)}`, 'TRIGGER:-P7D', 'END:VALARM'] : []),
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Juying//ZH', ...events, 'END:VCALENDAR'].map(folded).join('\r\n') + '\r\n'
}

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n')

/** No line of more than 75 octets (RFC 5545 3.1), and no character cut in two. */
const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  for (const mark of line) {
    if (new TextEncoder().encode(part + mark).length > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
    }
    part += mark
  }
  return [...parts, part].join('\r\n ')
}
