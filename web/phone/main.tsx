import { openHouse } from '../open-house.tsx'
import { PhoneHouse } from './PhoneHouse.tsx'

openHouse(<PhoneHouse />)
