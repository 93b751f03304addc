import { readFileSync } from 'node:fs'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { purposes, traceWays } from '../kernel/exports/contract.ts'
import { trace } from '../kernel/exports/trace.ts'
import { houseKeys } from '../kernel/seal/seal.ts'
import { readXlsx } from '../kernel/sheets/read-xlsx.ts'
import { readArguments, today, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

/** `juying export trace FILE|-`: whose export a leaked row, page or whole file is from. Exit code 0 when something was found, 1 otherwise. */
export const traceCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, flag } = readArguments(args, [], ['json'])
  const [file] = positional
  if (positional.length !== 1 || file === undefined) throw new UsageError('用法：juying export trace 文件|- [--json]')
  const text = await leaked(file)
  const answer = await withHouse((database) => database.asSystem(plainDate(today()), (db) => trace(db, plainDate(today()), houseKeys(), text)))
  if (flag('json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
  else {
    for (const { number, listLabel, accountName, office, purpose, reason, askedAt, rowsAsked, way, lines } of answer.found) {
      process.stdout.write(`${traceWays[way]}（${lines} 行）：导出 ${number}，${listLabel}，${rowsAsked} 行；${accountName}，${office}；${purposes[purpose]}：${reason}；提出于 ${askedAt}\n`)
    }
    process.stdout.write(answer.found.length ? `与 ${answer.looked} 次导出比对\n` : `与 ${answer.looked} 次导出比对，没有找到来源\n`)
  }
  return answer.found.length ? 0 : 1
}

/** A leaked workbook is read cell by cell, as it stands; everything else is text. */
const leaked = async (file: string): Promise<string> => {
  const bytes = readFileSync(file === '-' ? 0 : file)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.toString('utf8')
  const lines: string[] = []
  for await (const { cells } of readXlsx(bytes)) lines.push(cells.join('\t'))
  return lines.join('\n')
}
