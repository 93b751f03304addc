import { DatePicker, InputNumber, Select, Slider, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { countText } from '../../../kit/format.ts'
import type { ParameterShown } from '../contract.ts'

interface Props {
  parameters: readonly ParameterShown[]
  disabled: boolean
  onMove: (path: string, value: string) => void
}

const group = ({ path }: ParameterShown): string => (path.startsWith('conditions') || path.startsWith('anyOf') ? '条件' : path.startsWith('inForce') ? '有效期' : path.startsWith('limits') ? '限额' : '待遇')
const order = ['条件', '待遇', '限额', '有效期']

/** Every number, amount, day and code of the text that can be moved; the slider writes into the text and nothing else. */
export const Sliders = ({ parameters, disabled, onMove }: Props) => {
  const groups = order.map((name) => ({ name, mine: parameters.filter((parameter) => group(parameter) === name) })).filter(({ mine }) => mine.length > 0)
  if (groups.length === 0) return <p className="lab-quiet">原文里还没有可以调的数。写下一条规则，例如“社保连续月数 &gt;= 6”，这里就会出现滑块。</p>
  return (
    <div className="lab-sliders">
      {groups.map(({ name, mine }) => (
        <fieldset key={name}>
          <legend>{name}</legend>
          {mine.map((parameter) => (
            <div key={parameter.path} className="lab-slider">
              <Tooltip title={parameter.within || parameter.path} placement="topLeft">
                <span className="lab-slider-name">{nameOf(parameter)}</span>
              </Tooltip>
              <Control parameter={parameter} disabled={disabled} onMove={(value) => onMove(parameter.path, value)} />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  )
}

const shortest = 26
/** The clause's words, or the part of the rule when one clause holds several numbers. */
const nameOf = ({ of, within, path }: ParameterShown): string => {
  const several = /#[1-9]\d*$/.test(path)
  const text = (several && within && within.length <= shortest ? within : of) || within || path
  return text.length > shortest ? `${text.slice(0, shortest)}…` : text
}

interface ControlProps {
  parameter: ParameterShown
  disabled: boolean
  onMove: (value: string) => void
}

const Control = ({ parameter: { kind, value, range, unit, choices, of, path }, disabled, onMove }: ControlProps) => {
  const label = `${of || path}${unit ? `（${unit}）` : ''}`
  if (kind === 'date') return <DatePicker aria-label={label} size="small" format="YYYY年M月D日" allowClear={false} disabled={disabled} value={dayjs(value)} onChange={(day) => onMove((Array.isArray(day) ? day[0] : day)?.format('YYYY-MM-DD') ?? value)} />
  if (kind === 'rank') return <Select aria-label={label} size="small" disabled={disabled} value={value} options={choices.map((choice) => ({ value: choice, label: choice }))} onChange={onMove} style={{ minWidth: 140 }} />
  if (kind === 'set')
    return (
      <Select
        aria-label={label}
        size="small"
        mode="multiple"
        maxTagCount="responsive"
        disabled={disabled}
        value={value.split('、')}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
        onChange={(chosen: string[]) => chosen.length > 0 && onMove(choices.filter((choice) => chosen.includes(choice)).join('、'))}
        style={{ flex: 1, minWidth: 140 }}
      />
    )
  const number = Number(value)
  const { low = 0, high = 100, step = 1 } = range ?? {}
  // A value typed beyond the slider widens it.
  const write = (next: number | null) => next !== null && Number.isFinite(next) && onMove(String(next))
  return (
    <>
      <Slider aria-label={label} className="lab-slider-bar" min={Math.min(low, number)} max={Math.max(high, number)} step={step} value={number} disabled={disabled} tooltip={{ open: false }} onChange={write} ariaLabelForHandle={label} />
      <InputNumber<number>
        aria-label={`${label}的数值`}
        size="small"
        className="lab-slider-number"
        min={0}
        step={step}
        value={number}
        disabled={disabled}
        onChange={write}
        controls={false}
        {...(kind === 'money' ? { formatter: (shown) => countText(shown ?? 0), parser: (typed) => Number((typed ?? '').replaceAll(',', '')) } : {})}
      />
      <span className="lab-slider-unit">{unit ?? ''}</span>
    </>
  )
}
