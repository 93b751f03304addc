import { databaseCode } from '../../kernel/db/database.ts'
import { implement } from '../../kernel/implement.ts'
import { exportExchange, importExchange } from './contract.ts'
import { exportPeople } from './export.ts'
import { readFile, writeFile } from './file.ts'
import { ExchangeRefusal, importPeople } from './import.ts'

/** Who exported whom, whole or masked, and for what, stands in the audit trail. */
const exportHandler = implement(exportExchange, async ({ db, today, refuse, touched }, { numbers, format, masked, purpose }) => {
  const wanted = [...new Set(numbers.map((number) => number.toUpperCase()))]
  const people = await db.selectFrom('registry.person').select(['id', 'number']).where('number', 'in', wanted).where('survivorId', 'is', null).execute()
  const missing = wanted.filter((number) => !people.some((person) => person.number === number))
  if (missing.length > 0) refuse('missing', missing.slice(0, 5).join('、'))
  touched({ people: String(people.length), masked: String(masked), purpose })
  const file = await exportPeople(db, people.map(({ id }) => id), { masked, purpose, today })
  return { fileName: `人才交换${today}.${format}`, text: writeFile(file, format), people: file.people.length }
})

const importHandler = implement(importExchange, async ({ db, today, refuse, touched }, { text, trust }) => {
  try {
    const done = await importPeople(db, readFile(text), { trust, today })
    touched({ people: String(done.people), known: String(done.known), trust: String(trust) })
    return done
  } catch (error) {
    if (error instanceof ExchangeRefusal) return refuse('unreadable', error.message)
    if (databaseCode(error) === '23505') return refuse('taken')
    // What a column's own check refuses (an unknown level, a day before another) is the file's fault, not ours.
    if (/^(23|22)/.test(databaseCode(error) ?? '')) return refuse('unreadable', '有一项不合目录或日期颠倒，请与发出方核对')
    throw error
  }
})

export const exchangeHandlers = [exportHandler, importHandler]
