/** Six years in the width of a word: shape only, the numbers stand beside it. */
export const Spark = ({ values, width = 88, height = 26 }: { values: readonly (number | null)[]; width?: number; height?: number }) => {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (index: number) => 3 + (index * (width - 6)) / (values.length - 1)
  const y = (value: number) => (high === low ? height / 2 : height - 4 - ((value - low) * (height - 8)) / (high - low))
  const points = values.flatMap((value, index) => (value === null ? [] : [[x(index), y(value)] as const]))
  const last = points.at(-1)
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={points.map((point) => point.join(',')).join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      {last ? <circle cx={last[0]} cy={last[1]} r="2.5" fill="currentColor" /> : null}
    </svg>
  )
}
