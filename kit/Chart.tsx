import { theme as antTheme } from 'antd'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'

/**
 * A chart, fetched when it is first shown. SVG, so that it prints sharply; drawn once the fonts are there, because ECharts measures its labels
 * with whatever font is loaded at that moment. A new option redraws the same chart: figures that move do not flicker. `label` is what a screen
 * reader reads instead.
 */
export const Chart = ({ option, label, height = 260 }: { option: EChartsCoreOption; label: string; height?: number }) => {
  const place = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType>()
  const { token } = antTheme.useToken()
  useEffect(() => {
    const node = place.current
    if (!node) return undefined
    let gone = false
    let clear = () => {}
    const open = async () => {
      const [{ init, use }, { BarChart, LineChart }, { GridComponent, LegendComponent, TooltipComponent }, { SVGRenderer }] = await Promise.all([import('echarts/core'), import('echarts/charts'), import('echarts/components'), import('echarts/renderers'), document.fonts.ready])
      if (gone) return
      use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])
      const opened = init(node, undefined, { renderer: 'svg' })
      const watch = new ResizeObserver(() => opened.resize())
      watch.observe(node)
      clear = () => {
        watch.disconnect()
        opened.dispose()
      }
      setChart(opened)
    }
    void open()
    return () => {
      gone = true
      clear()
      setChart(undefined)
    }
  }, [])
  useEffect(() => {
    chart?.setOption({ animation: false, textStyle: { fontFamily: token.fontFamily, color: token.colorText }, ...option }, { notMerge: true })
  }, [chart, option, token])
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <div ref={place} aria-hidden="true" style={{ height }} />
    </figure>
  )
}
