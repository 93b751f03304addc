import { encoded } from '../read/paragraphs.ts'

/** The table of sources at the end of the body, on a page of its own, in plain WordprocessingML. */
export const appendSources = (xml: string, rows: readonly (readonly string[])[]): string => {
  const p = /<(\w+:)?body\b/.exec(xml)?.[1] ?? 'w:'
  const end = xml.lastIndexOf(`</${p}body>`)
  if (end < 0) return xml
  const section = xml.lastIndexOf(`<${p}sectPr`, end)
  // Only the section of the body itself comes last; one inside a paragraph ends an earlier section.
  const at = section >= 0 && !xml.slice(section, end).includes(`</${p}p>`) ? section : end
  return `${xml.slice(0, at)}${sourcesXml(p, rows)}${xml.slice(at)}`
}

const sourcesXml = (p: string, [heads = [], ...rows]: readonly (readonly string[])[]): string => {
  const run = (text: string, font: string, size: number) => `<${p}r><${p}rPr><${p}rFonts ${p}ascii="Times New Roman" ${p}hAnsi="Times New Roman" ${p}eastAsia="${font}"/><${p}sz ${p}val="${size}"/></${p}rPr><${p}t xml:space="preserve">${encoded(text)}</${p}t></${p}r>`
  const paragraph = (text: string, font = '仿宋', size = 18) => `<${p}p>${run(text, font, size)}</${p}p>`
  const edge = (name: string) => `<${p}${name} ${p}val="single" ${p}sz="4" ${p}space="0" ${p}color="808080"/>`
  const cell = (text: string, font: string) => `<${p}tc><${p}tcPr/>${paragraph(text, font)}</${p}tc>`
  const row = (cells: readonly string[], font: string) => `<${p}tr>${cells.map((text) => cell(text, font)).join('')}</${p}tr>`
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('')
  const grid = heads.map(() => `<${p}gridCol/>`).join('')
  return `<${p}p><${p}r><${p}br ${p}type="page"/></${p}r></${p}p>${paragraph('数据来源表', '黑体', 32)}<${p}tbl><${p}tblPr><${p}tblW ${p}w="5000" ${p}type="pct"/><${p}tblBorders>${borders}</${p}tblBorders></${p}tblPr><${p}tblGrid>${grid}</${p}tblGrid>${row(heads, '黑体')}${rows.map((cells) => row(cells, '仿宋')).join('')}</${p}tbl><${p}p/>`
}
