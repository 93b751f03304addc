import type { Tx } from '../kernel/db/database.ts'
import type { Path, PathStep } from './types.ts'

/** The way of a case in the words of the city: “区县人社局 初审（5 个工作日）”; what runs side by side stands in one line. */
export const pathWords = async (db: Tx, path: Path): Promise<string[]> => {
  const departments = new Map((await db.selectFrom('kernel.department').select(['code', 'shortName']).execute()).map((row) => [row.code, row.shortName]))
  const office = ({ office: { level, department } }: PathStep): string => {
    const name = department === null ? '' : (departments.get(department) ?? department)
    if (level === 'employer') return '用人单位'
    if (level === 'town') return '乡镇街道窗口'
    return `${level === 'city' ? '市' : '区县'}${name}`
  }
  const step = (one: PathStep) => `${one.kind === 'notice' ? '' : `${office(one)} `}${one.step}（${one.workingDays} 个工作日）${one.when === undefined ? '' : `［${one.when}时］`}`
  return path.map((stage) => stage.map(step).join(stage.some(({ needs }) => needs === 'one') ? '，或者 ' : '，同时 '))
}
