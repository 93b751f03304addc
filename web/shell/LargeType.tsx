import { useState } from 'react'
import { largeType, setLargeType } from './large-type.ts'

/** Letters of twenty pixels instead of sixteen, remembered on this device. */
export const LargeType = () => {
  const [large, setLarge] = useState(largeType)
  const turn = () => {
    setLargeType(!large)
    setLarge(!large)
  }
  return (
    <button type="button" className="shell-large no-print" aria-pressed={large} onClick={turn}>
      大字
    </button>
  )
}
