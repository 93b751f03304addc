import { Navigate } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { Waiting } from '../Guard.tsx'
import { homeOf } from './home.ts'

/** `/`: where the duty that is taken up begins its day. */
export const HomeAddress = () => {
  const me = useMe()
  if (me.isPending) return <Waiting />
  if (me.data?.pending) return <Navigate to="/sign-in/second" replace />
  return <Navigate to={me.data?.duty ? homeOf(me.data.duty.role) : '/sign-in'} replace />
}
