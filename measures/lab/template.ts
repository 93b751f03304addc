/** A new measure to begin with: every key that it must have, one condition, one amount, two test people. */
export const templateOf = ({ code, title, from }: { code: string; title: string; from: string }): string => `measure: ${code}
edition: 1
title: ${title}
document: { number: 待定文号, clause: 第一条 }
stage: 引进
for: person
inForce: { from: ${from} }
conditions:
  - says: 连续缴纳社会保险满六个月
    rule: 社保连续月数 >= 6
gives:
  - kind: money
    payee: person
    amount: 10000
    schedule:
      - { share: 100%, due: 申请日 }
limits: { once: person }
delivery: apply
path:
  - { step: 初审, by: county.hr, within: 5wd }
  - { step: 审定, by: city.talent-office, within: 5wd }
examples:
  - { name: 满六个月, on: ${from}, facts: { 社保连续月数: 6 }, outcome: eligible, amount: 10000 }
  - { name: 只有五个月, on: ${from}, facts: { 社保连续月数: 5 }, outcome: ineligible }
`
