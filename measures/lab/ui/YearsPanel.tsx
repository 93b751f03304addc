import { Typography } from 'antd'
import { useMemo } from 'react'
import { Chart } from '../../../kit/Chart.tsx'
import { moneyText } from '../../../kit/format.ts'
import type { WhatIfOutput } from '../what-if-contract.ts'

const colours = ['#1f4e9e', '#2f7d4f', '#b26a00', '#7a5ea8']
const wan = (fen: bigint): number => Number(fen / 10_000n) / 100

/** Money by year of the schedule, of what is in force and of each scenario, beside what the line has and has promised already. */
export const YearsPanel = ({ answer }: { answer: WhatIfOutput }) => {
  const years = useMemo(() => yearsOf(answer), [answer])
  const option = useMemo(() => barsOf(answer, years), [answer, years])
  const undated = answer.drafts.map(({ name, years: mine }) => ({ name, fen: mine.find(({ year }) => year === null)?.fen ?? 0n })).filter(({ fen }) => fen > 0n)
  if (years.length === 0) return <p className="lab-quiet">没有可以排到年份的资金。</p>
  return (
    <>
      <Chart option={option} label={`分年金额（万元）：${answer.drafts.map(({ name, years: mine }) => `${name}${mine.map(({ year, fen }) => `${year ?? '未定'}年${wan(fen)}`).join('、')}`).join('；')}`} height={240} />
      <Typography.Paragraph type="secondary" style={{ marginBottom: 0 }}>
        {budgetWords(answer)}
        {undated.map(({ name, fen }) => `${name}另有 ${moneyText(fen)} 等到约定节点才付。`).join('')}
      </Typography.Paragraph>
    </>
  )
}

const yearsOf = ({ now, drafts, budget }: WhatIfOutput): number[] => {
  const all = [...(now?.years ?? []), ...drafts.flatMap(({ years }) => years), ...(budget?.years ?? []).filter(({ appropriated, promised }) => appropriated !== null || promised > 0n)]
  return [...new Set(all.flatMap(({ year }) => (year === null ? [] : [year])))].toSorted((a, b) => a - b)
}

/** This year's line against the first year of the first scenario, in one sentence. */
export const budgetWords = ({ budget, drafts, on }: WhatIfOutput): string => {
  const year = Number(on.slice(0, 4))
  const line = budget?.years.find((one) => one.year === year)
  const first = drafts[0]
  if (!budget || !first) return '这个事项没有写明列支科目（limits.budget），不能与预算比较。'
  if (!line || line.appropriated === null || line.available === null) return `科目 ${budget.code} 在 ${year} 年没有下达资金。`
  const due = first.years.find((one) => one.year === year)?.fen ?? 0n
  const left = line.available - due
  return `${line.title ?? budget.code} ${year} 年下达 ${moneyText(line.appropriated)}，可用 ${moneyText(line.available)}；${first.name}当年应付 ${moneyText(due)}，${left >= 0n ? `够用，余 ${moneyText(left)}` : `超出可用 ${moneyText(-left)}`}。`
}

const barsOf = ({ now, drafts, budget }: WhatIfOutput, years: readonly number[]) => {
  const pick = (list: readonly { year: number | null; fen: bigint }[]) => years.map((year) => wan(list.find((one) => one.year === year)?.fen ?? 0n))
  const line = (name: string, colour: string, data: (number | null)[]) => ({ name, type: 'line', step: 'middle', symbol: 'circle', symbolSize: 6, lineStyle: { type: 'dashed', color: colour }, itemStyle: { color: colour }, data })
  const lines = budget?.years ?? []
  // A line far above every bar would press them flat; the sentence below says how much there is.
  const highest = Math.max(1, ...[...(now?.years ?? []), ...drafts.flatMap((draft) => draft.years)].map(({ fen }) => wan(fen)))
  const near = lines.every(({ appropriated }) => appropriated === null || wan(appropriated) <= 6 * highest)
  const of = (key: 'appropriated' | 'available') => years.map((year) => { const fen = lines.find((one) => one.year === year)?.[key]; return fen === null || fen === undefined ? null : wan(fen) })
  return {
    grid: { left: 8, right: 16, top: 46, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value.toLocaleString('zh-CN')} 万元` : '—') },
    xAxis: { type: 'category', data: years.map((year) => `${year}年`), axisTick: { show: false } },
    yAxis: { type: 'value', name: '万元', splitNumber: 4, splitLine: { lineStyle: { color: '#e3e8ef' } } },
    series: [
      ...(now ? [{ name: '现行', type: 'bar', barMaxWidth: 26, itemStyle: { color: '#b8c2d0' }, data: pick(now.years) }] : []),
      ...drafts.map(({ name, years: mine }, index) => ({ name, type: 'bar', barMaxWidth: 26, itemStyle: { color: colours[index] }, data: pick(mine) })),
      ...(budget ? [line('已承诺', '#b42318', years.map((year) => { const promised = lines.find((one) => one.year === year)?.promised; return promised ? wan(promised) : null })), ...(near ? [line('下达', '#1c2430', of('appropriated'))] : [])] : []),
    ],
  }
}
