import { Tag, Tooltip } from 'antd'
import { dateText } from '../../../kit/format.ts'
import { outcomes } from '../../contract.ts'
import type { DiagnosticShown } from '../contract.ts'
import type { Checked } from './use-live.ts'

/** What the checker noticed, as a colleague would say it; a press goes to the place. */
export const Findings = ({ diagnostics, onGo }: { diagnostics: readonly DiagnosticShown[]; onGo: (line: number, column: number) => void }) => {
  if (diagnostics.length === 0) return <p className="lab-quiet">没有发现问题。</p>
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return (
    <div>
      <p className={errors > 0 ? 'lab-out' : 'lab-quiet'}>{errors > 0 ? `有 ${errors} 处错误，改好后自动重新测算。` : '没有错误，下面几处请再看一眼。'}</p>
      <ul className="lab-findings">
        {diagnostics.map(({ severity, message, suggestion, line, column, code }, index) => (
          <li key={`${line}:${column}:${code}:${String(index)}`}>
            <button type="button" className="lab-link" onClick={() => onGo(line, column)}>
              第{line}行
            </button>
            <Tag color={severity === 'error' ? 'red' : 'orange'} variant="filled">
              {severity === 'error' ? '错误' : '提醒'}
            </Tag>
            {message}
            {suggestion ? `。${suggestion}` : ''}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The stored test people: green while the text still says what each of them proves. */
export const Examples = ({ examples, onGo }: { examples: Checked['examples']; onGo: (line: number, column: number) => void }) => {
  if (examples.length === 0) return <p className="lab-quiet">规则改对之后，示例会在这里重新演算。</p>
  const broken = examples.filter(({ holds }) => !holds)
  return (
    <div>
      <p className={broken.length > 0 ? 'lab-out' : 'lab-quiet'}>{broken.length > 0 ? `${broken.length} 个示例与规则不一致，发布前要改规则或改示例。` : `${examples.length} 个示例全部一致。`}</p>
      <div className="lab-examples">
        {examples.map(({ name, on, outcome, holds, tested, differences, line }) => (
          <Tooltip key={`${name}${String(line)}`} title={holds ? `申请日 ${dateText(on)}，应当${outcomes[outcome]}` : differences.join('；')}>
            <button type="button" className={holds ? (tested ? 'lab-example lab-example-holds' : 'lab-example') : 'lab-example lab-example-broken'} onClick={() => onGo(line, 1)}>
              <b>{holds ? (tested ? '一致' : '未检验') : '不一致'}</b>
              {name}
            </button>
          </Tooltip>
        ))}
      </div>
      {broken.length > 0 ? (
        <ul className="lab-findings">
          {broken.map(({ name, differences }) => (
            <li key={name}>
              {name}：{differences.join('；')}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
