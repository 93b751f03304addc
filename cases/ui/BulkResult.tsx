/** What became of a case among many. */
export interface BulkLine {
  stepId: string
  number: string
  done: boolean
  why: string
}

/** Those that were left, each with its sentence. */
export const BulkResult = ({ report }: { report: readonly BulkLine[] }) => (
  <ul>
    {report
      .filter((line) => !line.done)
      .map((line) => (
        <li key={line.stepId}>
          {line.number}：{line.why}
        </li>
      ))}
  </ul>
)
