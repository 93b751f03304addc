import { PlainBell } from '../../modules/messages/ui/PlainBell.tsx'
import { DutyMenu } from './DutyMenu.tsx'

/** Who I am and what I was told, in the head of the portal: loaded once somebody is signed in. */
export const PortalDuty = () => (
  <>
    <PlainBell />
    <DutyMenu />
  </>
)
