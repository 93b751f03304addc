import { ActionButton } from '../../../kit/ActionButton.tsx'
import { yuanText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import type { BudgetLineRow } from '../../contract.ts'
import { closeLine } from '../contract.ts'

/** 关账 of a past year's line; the server judges once more under the line's lock. */
export const CloseLineButton = ({ line }: { line: BudgetLineRow }) => {
  const thisYear = Number((useMe().data?.today ?? '').slice(0, 4))
  if (line.state === 'closed' || !thisYear || line.year >= thisYear) return null
  const left = line.reservedFen ? '还有占用没有签发或撤销' : line.frozenFen ? '还有冻结的资金，请先解冻' : line.availableFen ? '还有可用余额，请先结转下年或收回财政' : undefined
  return (
    <ActionButton
      action={closeLine}
      input={{ lineId: line.id }}
      can={left === undefined}
      {...(left ? { because: left } : {})}
      confirm="关账后不再审定新的支出，也不能再打开；已承诺的分期照付。"
      done={({ committedFen }) => `已关账，已承诺未付的 ${yuanText(committedFen)} 照付`}
    />
  )
}
