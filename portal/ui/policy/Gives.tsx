import type { GivePlain } from '../../../measures/public/contract.ts'

/** What is given: tables as tables, what no table says as sentences, and when it is paid. */
export const Gives = ({ gives }: { gives: readonly GivePlain[] }) => (
  <>
    {gives.map(({ name, what, tables, sentences, paid }, i) => (
      <div key={name ?? i} className="portal-give">
        {name ? <h3>{name}</h3> : null}
        {what ? <p>{what}</p> : null}
        {tables.map(({ head, rows }) => (
          // A table that moves sideways in its own frame has to be reached by the keyboard (WCAG 2.1.1).
          // oxlint-disable-next-line no-noninteractive-tabindex
          <section key={head.join()} className="portal-table" tabIndex={0} aria-label={`${head[0] ?? ''}的标准`}>
            <table>
              <thead>
                <tr>
                  {head.map((cell) => (
                    <th key={cell} scope="col">
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(([key = '', ...cells]) => (
                  <tr key={key}>
                    <th scope="row">{key}</th>
                    {cells.map((cell, column) => (
                      <td key={head[column + 1] ?? column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {paid ? <p>什么时候给：{paid}</p> : null}
      </div>
    ))}
  </>
)
