import type { z } from 'zod'
import { yuanText } from '../../../kit/format.ts'
import { yuan } from '../../../kernel/types.ts'
import { outcomes } from '../../../measures/contract.ts'
import type { plainMeasure } from '../../../measures/public/contract.ts'

type ExampleShown = z.output<typeof plainMeasure.output>['examples'][number]

const signs = { eligible: '✓', ineligible: '✕', unknown: '？' } as const

/** Invented people on both sides of each bound; only those that the rule still answers as written. */
export const Examples = ({ examples }: { examples: readonly ExampleShown[] }) =>
  examples.length === 0 ? null : (
    <details className="portal-card">
      <summary>举 {examples.length} 个例子（虚构的人）</summary>
      <ul className="portal-list">
        {examples.map(({ name, on, outcome, amount, facts, because }) => (
          <li key={`${name}${on}`}>
            <div className="portal-row">
              <strong>{name}</strong>
              <span className={`portal-sign portal-sign-${outcome}`}>
                {signs[outcome]} {outcomes[outcome]} {amount === null ? '' : amountText(amount)}
              </span>
            </div>
            {because ? <p>{outcome === 'ineligible' ? `因为不符合：${because}` : because}</p> : null}
            <p className="portal-quiet">
              {on}申请：{facts.map(({ name: fact, words }) => `${fact}${words}`).join('，')}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )

/** Examples carry yuan as a decimal; whole yuan are written as money, the rest as they stand. */
const amountText = (amount: string): string => (/^\d{1,12}$/.test(amount) ? yuanText(yuan(Number(amount))) : `${amount} 元`)
