import { useEffect } from 'react'
import { Lost, Waiting } from '../Guard.tsx'

const openedAt = location.pathname

/**
 * An address of the other of the two apps (portal, desks): fetched from the server as by a link of plain HTML. What the server itself has answered with
 * this app is not asked for again.
 */
export const OtherApp = ({ pathname }: { pathname: string }) => {
  const leaving = pathname !== openedAt
  useEffect(() => {
    if (!leaving) return
    // A place within the page would be taken for the page that is open.
    if (location.hash) location.reload()
    else location.replace(location.href)
  }, [leaving])
  return leaving ? <Waiting /> : <Lost />
}
