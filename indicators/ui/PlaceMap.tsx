import { shapesOf } from './districts.ts'

export interface PlaceValue {
  code: string
  name: string
  /** For the depth of the colour. */
  weight: number
  text: string
}

/** The places as a map: the deeper the colour the more; name and number are written in, so that colour is never alone. */
export const PlaceMap = ({ places, label, onOpen }: { places: readonly PlaceValue[]; label: string; onOpen?: (code: string) => void }) => {
  const { shapes, width, height } = shapesOf(places.map(({ code }) => code))
  const weights = places.map(({ weight }) => weight)
  const [low, high] = [Math.min(...weights), Math.max(...weights)]
  return (
    <figure className="place-map-figure" aria-label={label}>
      <svg className="place-map" viewBox={`-2 -2 ${width + 4} ${height + 4}`}>
        {places.map(({ code, name, weight, text }, index) => {
          const shape = shapes[index]
          if (!shape) return null
          const depth = high === low ? 0.35 : (weight - low) / (high - low)
          const open = onOpen ? () => onOpen(code) : undefined
          return (
            <g key={code} className="place-map-place" role={open ? 'button' : 'img'} aria-label={`${name} ${text}`} tabIndex={open ? 0 : undefined} onClick={open} onKeyDown={(event) => event.key === 'Enter' && open?.()}>
              <polygon points={shape.points.map((point) => point.join(',')).join(' ')} fill={`color-mix(in srgb, var(--map-deep) ${Math.round(14 + depth * 80)}%, var(--map-light))`} />
              <text x={shape.label[0]} y={shape.label[1]} className={depth > 0.45 ? 'place-map-on-deep' : undefined}>
                {name}
              </text>
              <text x={shape.label[0]} y={shape.label[1] + 12} className={`place-map-number ${depth > 0.45 ? 'place-map-on-deep' : ''}`}>
                {text}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
