import { sharesOf } from './words.ts'

export interface Bar {
  key: string
  label: string
  value: string | null
  /** As it is read, with its unit. */
  text: string
  change?: string | undefined
  onOpen?: (() => void) | undefined
}

/** Horizontal bars with their numbers written out: read as a table, seen as a shape. */
export const Bars = ({ bars, label }: { bars: readonly Bar[]; label: string }) => {
  const shares = sharesOf(bars.map(({ value }) => value))
  return (
    <table className="bars" aria-label={label}>
      <tbody>
        {bars.map(({ key, label, text, change, onOpen }, index) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td className="bars-track" aria-hidden="true">
              <span className="bars-bar" style={{ width: `${shares[index] ?? 0}%`, minWidth: shares[index] ? 2 : 0 }} />
            </td>
            <td className="number">
              {onOpen ? (
                <button type="button" className="number-open" onClick={onOpen} title={`${label}：看口径、分布和记录`}>
                  {text}
                </button>
              ) : (
                text
              )}
            </td>
            {bars.some(({ change }) => change) ? <td className="bars-change">{change}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
