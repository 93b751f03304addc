import type { DocumentType } from '../kernel/codes/identity-document.ts'
import type { Sealer } from '../kernel/seal/seal.ts'

/** Blind index by which a person is found: type and number together, for a number means nothing without its type. */
export const documentIndex = (sealer: Sealer, type: DocumentType, number: string): Buffer => sealer.index('registry.person.document', `${type}|${number}`)

export const phoneIndex = (sealer: Sealer, phone: string): Buffer => sealer.index('registry.person.phone', phone)
