import { fen } from '../../kernel/types.ts'
import { UnitFields } from './stock-contract.ts'

/** Rows as they come out of a sheet: 房号, 几室, 面积, 月租金（元）, with tabs or commas between. Each line that cannot be read is said by its number. */
export const readRows = (pasted: string): { units: UnitFields[]; wrong: string[] } => {
  const units: UnitFields[] = []
  const wrong: string[] = []
  for (const [at, line] of pasted.split(/\r?\n/).entries()) {
    if (line.trim() === '' || (at === 0 && /房号/.test(line))) continue
    const [room = '', bedrooms = '', area = '', rent = '', ...more] = line.split(/\t|,|，/).map((cell) => cell.trim())
    const rentFen = /^\d{1,6}(\.\d{1,2})?$/.test(rent) ? fen(BigInt(Math.round(Number(rent) * 100))) : undefined
    if (rentFen === undefined || more.length > 0 || !/^\d$/.test(bedrooms)) {
      wrong.push(`第 ${at + 1} 行：应为房号、几室（0 为开间）、面积、月租金（元）四格`)
      continue
    }
    const read = UnitFields.safeParse({ room, bedrooms: Number(bedrooms), area, rentFen: rentFen.toString() })
    if (read.success) units.push(read.data)
    else wrong.push(`第 ${at + 1} 行：${read.error.issues[0]?.message ?? '读不懂'}`)
  }
  return { units, wrong }
}
