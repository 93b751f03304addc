import { handlers } from '../../../server/modules.ts'
import { awardCommands } from './awards.ts'
import { budgetCommands } from './budget.ts'
import { caseCommands } from './cases.ts'
import type { Witness } from '../fingerprint.ts'
import type { Command } from './command.ts'
import { payeeCommands } from './payees.ts'
import { paymentCommands } from './payment.ts'
import { recoveryCommands } from './recovery.ts'

/** Every command that moves money or decides whether and to whom it moves. A new verb of the fund or of the cases stands here or below, or no harness passes. */
export const moneyCommands: readonly Command[] = [...budgetCommands, ...paymentCommands, ...payeeCommands, ...caseCommands, ...awardCommands, ...recoveryCommands]

/** Verbs of these two desks that leave the ledger as it is. */
const withoutMoney: readonly string[] = [
  ...['openFund', 'askAdjustment', 'declineAdjustment', 'withdrawAdjustment', 'closeLine', 'askPayee', 'declinePayee', 'drawSettlement', 'declineSettlement', 'withdrawSettlement', 'prepareSheet', 'signSheet', 'returnSheet'].map((verb) => `fund.${verb}`),
  ...['recheckInstalment', 'suspendInstalment', 'resumeInstalment', 'declarePayment', 'withdrawDeclared', 'replayAward', 'addBan', 'liftBan'].map((verb) => `fund.${verb}`),
  ...['openBreach', 'giveStatement', 'proposeBreach', 'agreePlan', 'proposeWriteOff', 'refuseWriteOff', 'planStage', 'recordMatch', 'recordOpinion'].map((verb) => `fund.${verb}`),
  ...['submit', 'submitBatch', 'employerVerify', 'employerDeny', 'agree', 'bulkAgree', 'sendBack', 'bulkSendBack', 'reject', 'bulkReject', 'supplement', 'withdraw'].map((verb) => `cases.${verb}`),
  ...['claim', 'release', 'delegate', 'addReviewer', 'giveOpinion', 'returnTo', 'suspend', 'resume', 'appeal', 'settleAppeal'].map((verb) => `cases.${verb}`),
  ...['object', 'assignInquirer', 'noteInquiry', 'settleObjection', 'recordExpert', 'recordBody', 'attachDocuments', 'removeDocument'].map((verb) => `cases.${verb}`),
]

const actions = new Set(handlers.filter(({ kind }) => kind === 'action').map(({ declaration }) => declaration.name))

/** Verbs of these desks that nobody has said anything about. */
export const unaccounted = (): string[] => {
  const told = new Set([...moneyCommands.map(({ verb }) => verb), ...withoutMoney])
  return [...actions].filter((name) => /^(fund|cases)\./.test(name) && !told.has(name))
}

/** Verbs that wrote a voucher in this database though they are said to leave the ledger alone: audit row and voucher of one transaction bear its number. */
export const secretMovers = async (witness: Witness): Promise<string[]> => {
  const rows = await witness.run(`select distinct a.verb from fund.posting p join kernel.audit a on a.xmin = p.xmin where a.outcome = 'done'`)
  return rows.flatMap(({ verb }) => (typeof verb === 'string' && withoutMoney.includes(verb) ? [verb] : []))
}
