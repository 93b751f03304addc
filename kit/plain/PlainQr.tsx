import { useMemo } from 'react'
import { qrCode } from '../qr.ts'

/** For the eye of a camera; whoever hears the page must find the same in words beside it. Always dark on light, whatever the phone wishes. */
export const PlainQr = ({ value }: { value: string }) => {
  const modules = useMemo(() => qrCode(value), [value])
  const path = useMemo(() => modules.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join(''), [modules])
  // Four squares of light around it are part of the code.
  const size = modules.length + 8
  return (
    <svg className="plain-qr" viewBox={`-4 -4 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden="true">
      <rect x={-4} y={-4} width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
