import { openHouse } from './open-house.tsx'
import { House } from './router.tsx'

openHouse(<House />)
