import { handlers } from '../../../server/modules.ts'
import { budgetCommands } from './budget.ts'
import { caseCommands } from './cases.ts'
import type { Witness } from '../fingerprint.ts'
import type { Command } from './command.ts'
import { paymentCommands } from './payment.ts'

/** Every command that moves money or decides whether and to whom it moves. A new verb of the fund or of the cases stands here or below, or no harness passes. */
export const moneyCommands: readonly Command[] = [...budgetCommands, ...paymentCommands, ...caseCommands]

/** Verbs of these two desks that leave fund and ledger as they are. */
const withoutMoney: readonly string[] = [
  'cases.submit',
  'cases.employerVerify',
  'cases.employerDeny',
  'cases.agree',
  'cases.bulkAgree',
  'cases.sendBack',
  'cases.supplement',
  'cases.reject',
  'cases.withdraw',
  'cases.object',
  'cases.settleObjection',
]

/** Verbs that nobody has said anything about, and entries whose verb is gone. */
export const unaccounted = (actions = handlers.filter(({ kind }) => kind === 'action').map(({ declaration }) => declaration.name)): string[] => {
  const told = new Set([...moneyCommands.map(({ verb }) => verb), ...withoutMoney])
  const ours = actions.filter((name) => /^(fund|cases)\./.test(name))
  return [...ours.filter((name) => !told.has(name)), ...[...told].filter((name) => !ours.includes(name))]
}

/** Verbs that wrote a voucher in this database though they are said to leave the ledger alone: audit row and voucher of one transaction bear its number. */
export const secretMovers = async (witness: Witness): Promise<string[]> => {
  const rows = await witness.run(`select distinct a.verb from fund.posting p join kernel.audit a on a.xmin = p.xmin where a.outcome = 'done'`)
  return rows.flatMap(({ verb }) => (typeof verb === 'string' && withoutMoney.includes(verb) ? [verb] : []))
}
