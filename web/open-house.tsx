import { ownFont } from './own-font.ts'
import './style.css'
import '../kit/plain.css'
import '../portal/ui/portal.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { ApiError } from '../kit/client.ts'
import { applyLargeType } from './shell/large-type.ts'

/** What both apps of the house begin with: letters, language of refusals, how often a question is repeated. */
export const openHouse = (house: ReactNode): void => {
  z.config(z.locales.zhCN())
  applyLargeType()
  void ownFont()
  const client = new QueryClient({
    defaultOptions: {
      // Without a network a button says so at once; the library would hold the press back and send it by itself, whenever, once there is one.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        // An answer of the server is an answer; only silence is worth asking again.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.kind === 'offline',
      },
    },
  })
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>{house}</QueryClientProvider>
    </StrictMode>,
  )
}
