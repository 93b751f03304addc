import { AlignmentType, BorderStyle, Document, HeadingLevel, Packer, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType, type IParagraphOptions } from 'docx'
import { countText, dateText, momentText, moneyText } from '../../kit/format.ts'
import { changedLines, lineDiff } from '../../kit/line-diff.ts'
import type { Scenario } from './scenario-sheet.ts'
import { breakdownWords } from './what-if-contract.ts'
import { countedAs } from './what-if.ts'

const song = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' }
const hei = { ascii: 'Arial', eastAsia: '黑体', hAnsi: 'Arial' }
const code = { ascii: 'Consolas', eastAsia: '等线', hAnsi: 'Consolas' }

const text = (words: string, more: Omit<IParagraphOptions, 'text'> = {}): Paragraph => new Paragraph({ spacing: { line: 400, after: 60 }, ...more, children: [new TextRun({ text: words, font: song, size: 24 })] })
const heading = (words: string): Paragraph => new Paragraph({ heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 100 }, children: [new TextRun({ text: words, font: hei, size: 28, color: '000000' })] })

/** A scenario as a paper for the meeting: the question in words, the text clause beside clause, figures, groups, who bears it. */
export const scenarioDocument = (scenario: Scenario): Promise<Buffer> => {
  const { answer } = scenario
  const { now, drafts } = answer
  const unit = countedAs[answer.subject]
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, spacing: { after: 200 }, children: [new TextRun({ text: `${scenario.measureTitle}测算：${scenario.title}`, font: hei, size: 36, color: '000000' })] }),
    text(`以${dateText(scenario.onDate)}为申请日，对全库 ${countText(scenario.subjects)} ${unit}逐一测算${now ? `，与现行第${now.edition}版比较` : '（新事项，没有现行版本）'}。方案编号 ${scenario.number}，${scenario.madeByName}于${momentText(scenario.madeAt)}测算。`),
    heading('一、结果'),
    ...drafts.map((draft) => text(resultWords(draft, now, unit))),
    grid(
      ['', ...(now ? ['现行'] : []), ...drafts.map(({ name }) => name)],
      [
        ['符合', ...(now ? [countText(now.eligible)] : []), ...drafts.map((draft) => countText(draft.eligible))],
        ['新增', ...(now ? [''] : []), ...drafts.map((draft) => countText(draft.newlyIn))],
        ['减少', ...(now ? [''] : []), ...drafts.map((draft) => countText(draft.newlyOut))],
        ['金额提高／降低', ...(now ? [''] : []), ...drafts.map((draft) => `${countText(draft.raised)}／${countText(draft.lowered)}`)],
        ['尚不能确定', ...(now ? [countText(now.unknown)] : []), ...drafts.map((draft) => countText(draft.unknown))],
        ['金额合计', ...(now ? [moneyText(now.fen)] : []), ...drafts.map((draft) => moneyText(draft.fen))],
      ],
    ),
    heading('二、分年金额与预算'),
    grid(
      ['年度', ...(now ? ['现行'] : []), ...drafts.map(({ name }) => name), '下达', '已承诺'],
      yearsOf(scenario).map((year) => {
        const line = answer.budget?.years.find((one) => one.year === year)
        const of = (years: readonly { year: number | null; fen: bigint }[]) => moneyText(years.find((one) => one.year === year)?.fen ?? 0n)
        return [year === null ? '未定' : `${year}年`, ...(now ? [of(now.years)] : []), ...drafts.map((draft) => of(draft.years)), line?.appropriated === null || line?.appropriated === undefined ? '—' : moneyText(line.appropriated), line ? moneyText(line.promised) : '—']
      }),
    ),
    heading('三、谁受影响'),
    ...drafts.flatMap((draft) => [text(`${draft.name}：${draft.fairness || '没有现行版本可比。'}`), ...draft.bearers.map(({ by, words }) => text(`${breakdownWords[by]}　${words}`, { indent: { left: 480 } }))]),
    ...(drafts[0]?.breakdowns ?? []).flatMap(({ by, groups }) => [
      text(`按${breakdownWords[by]}（${drafts[0]?.name ?? ''}）`, { keepNext: true, spacing: { before: 120 } }),
      grid(
        ['', ...(now ? ['现行符合', '新增', '减少'] : []), '符合', '金额'],
        groups.map((group) => [group.label, ...(now ? [countText(group.eligibleNow), countText(group.newlyIn), countText(group.newlyOut)] : []), countText(group.eligible), moneyText(group.fen)]),
      ),
    ]),
    heading('四、原文的不同'),
    ...scenario.drafts.flatMap(({ name, text: after }) => [text(name, { keepNext: true }), ...diffOf(scenario.nowText, after)]),
  ]
  return Packer.toBuffer(new Document({ creator: scenario.madeByName, title: scenario.title, sections: [{ properties: { page: { margin: { top: 1440, bottom: 1440, left: 1300, right: 1300 } } }, children }] }))
}

const resultWords = (draft: Scenario['answer']['drafts'][number], now: Scenario['answer']['now'], unit: string): string => {
  if (!now) return `${draft.name}：符合 ${countText(draft.eligible)} ${unit}，尚不能确定 ${countText(draft.unknown)} ${unit}，金额合计 ${moneyText(draft.fen)}。`
  const more = draft.fen - now.fen
  return `${draft.name}：符合 ${countText(draft.eligible)} ${unit}，比现行新增 ${countText(draft.newlyIn)} ${unit}、减少 ${countText(draft.newlyOut)} ${unit}；金额合计 ${moneyText(draft.fen)}，${more === 0n ? '与现行相同' : more > 0n ? `比现行多 ${moneyText(more)}` : `比现行少 ${moneyText(-more)}`}。`
}

const yearsOf = ({ answer: { now, drafts } }: Scenario): (number | null)[] => [...new Set([...(now?.years ?? []), ...drafts.flatMap((draft) => draft.years)].map(({ year }) => year))].toSorted((a, b) => (a ?? 9999) - (b ?? 9999))

const edge = { style: BorderStyle.SINGLE, size: 4, color: '808080' }
const borders = { top: edge, bottom: edge, left: edge, right: edge }

const cell = (words: string, head: boolean, right: boolean): TableCell =>
  new TableCell({
    borders,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'EEF1F5', color: 'auto' } } : {}),
    children: [new Paragraph({ alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT, children: [new TextRun({ text: words, font: head ? hei : song, size: 21 })] })],
  })

const grid = (heads: readonly string[], rows: readonly (readonly string[])[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ tableHeader: true, children: heads.map((words, at) => cell(words, true, at > 0)) }), ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((words, at) => cell(words, false, at > 0)) }))],
  })

/** Old lines struck through, new ones underlined: read in black and white too. */
const diffOf = (before: string | null, after: string): Paragraph[] => {
  if (before === null) return after.split('\n').map((line) => mono(line, 'same'))
  const changed = changedLines(lineDiff(before, after))
  return changed.length === 0 ? [text('与现行版本没有不同。')] : changed.map(({ kind, text: line }) => mono(line, kind))
}

const mono = (line: string, kind: 'same' | 'old' | 'new'): Paragraph =>
  new Paragraph({ spacing: { line: 280 }, children: [new TextRun({ text: line || ' ', font: code, size: 19, ...(kind === 'old' ? { strike: true, color: '8C1D18' } : kind === 'new' ? { underline: {}, color: '1E6B3A' } : {}) })] })
