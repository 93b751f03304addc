import type { Tone } from '../../../kit/StateTag.tsx'
import type { Erased, Kept, RequestState } from '../../../server/personal-data/requests/contract.ts'

export const requestTones: Record<RequestState, Tone> = { open: 'waiting', granted: 'good', declined: 'bad' }

const untilText = ({ until, years, from }: Kept): string => {
  if (years === 0) return `保存到${from}`
  return until === null ? `${from}起保存 ${years} 年，还没有开始计算` : `保存到 ${until} 年底`
}

/** What was erased, and what the law keeps: by which law, until when; what one law keeps to one day stands together. */
export const KeptList = ({ erased, kept }: { erased: readonly Erased[]; kept: readonly Kept[] }) => (
  <>
    {erased.length > 0 ? (
      <>
        <h3>已经清除</h3>
        <ul>
          {erased.map(({ words, rows }) => (
            <li key={words}>{`${words}：${rows} 项`}</li>
          ))}
        </ul>
      </>
    ) : null}
    {kept.length > 0 ? (
      <>
        <h3>依法保存，不再主动使用</h3>
        <ul>
          {[...Map.groupBy(kept, (one) => `${one.law}；${untilText(one)}`)].map(([why, held]) => (
            <li key={why}>{`${held.map(({ words, rows }) => `${words} ${rows} 条`).join('、')}：${why}`}</li>
          ))}
        </ul>
      </>
    ) : null}
  </>
)
