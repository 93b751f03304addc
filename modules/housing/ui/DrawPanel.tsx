import type { ReactNode } from 'react'
import { dateText } from '../../../kit/format.ts'
import type { Draw } from '../draw-contract.ts'

/** One draw with all that is needed to compute it again; `verb` is what the office may still do. */
export const DrawPanel = ({ draw, className, verb }: { draw: Draw; className: 'panel' | 'portal-card'; verb: ReactNode }) => (
  <section className={className} aria-label={draw.name}>
    <h2>
      {draw.name}（{draw.number}）
    </h2>
    <p>
      {dateText(draw.openedOn)}公告，{dateText(draw.appliedUntil)}（含）以前申请、仍在轮候、没有摇过号的参加。依据：{draw.document}。公开数：{draw.witnessSource}。
    </p>
    <p style={{ overflowWrap: 'anywhere' }}>
      种子的 SHA-256 散列：<code>{draw.commitment}</code>
    </p>
    {draw.drawnOn ? (
      <>
        <p style={{ overflowWrap: 'anywhere' }}>
          {dateText(draw.drawnOn)}摇号。公开数 <code>{draw.witness}</code>，种子 <code>{draw.seed}</code>
        </p>
        <p>重算：对每个轮候编号，取“种子:公开数:编号”（UTF-8，半角冒号）的 SHA-256，按十六进制从小到大排列，就是下面的次序。</p>
        <ol>
          {draw.entries.map((number) => (
            <li key={number}>{number}</li>
          ))}
        </ol>
      </>
    ) : (
      verb
    )}
  </section>
)
