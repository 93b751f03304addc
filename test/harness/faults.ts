import { pino, type Logger } from 'pino'

/** The faults that a house under a harness logs: what it answers says nothing of its inside, so that a finding names the request and this names the line. Invented people only. */
export class FaultLog {
  readonly logger: Logger
  private readonly seen = new Map<string, string>()

  constructor() {
    this.logger = pino({ level: 'error', serializers: { err: (error: unknown) => (error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)) } }, { write: (line: string) => this.keep(line) })
  }

  /** Why the request with this number failed, as far as it was logged. */
  of(requestId: unknown): string {
    return (typeof requestId === 'string' ? this.seen.get(requestId) : undefined) ?? 'nothing was logged'
  }

  private keep(line: string): void {
    const { requestId, err } = JSON.parse(line) as { requestId?: string; err?: string }
    if (requestId === undefined || err === undefined) return
    this.seen.set(requestId, err)
    if (this.seen.size > 200) this.seen.delete(this.seen.keys().next().value ?? '')
  }
}
