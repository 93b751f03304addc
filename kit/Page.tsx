import { Alert, Button, Skeleton, Space, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { ApiError } from './client.ts'

/** Head of every staff page: what it is, what can be done here. */
export const Page = ({ title, extra, lead, children }: { title: ReactNode; extra?: ReactNode; lead?: ReactNode; children: ReactNode }) => (
  <main className="page">
    <header className="page-head">
      <div>
        <Typography.Title level={1}>{title}</Typography.Title>
        {lead ? <Typography.Paragraph type="secondary">{lead}</Typography.Paragraph> : null}
      </div>
      {extra ? <Space wrap>{extra}</Space> : null}
    </header>
    {children}
  </main>
)

interface Asked<T> {
  data: T | undefined
  error: ApiError | Error | null
  isPending: boolean
  refetch: () => unknown
}

/** What was asked for, or the skeleton, or a sentence with a way on. */
export const Answer = <T,>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) => {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) {
    return (
      <Alert
        type="error"
        showIcon
        title={of.error.message}
        action={
          <Button size="small" onClick={() => void of.refetch()}>
            再试一次
          </Button>
        }
      />
    )
  }
  return of.isPending ? <Skeleton active /> : null
}
