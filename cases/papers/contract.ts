import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { everyone } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { Answers } from '../answers.ts'
import { documentKind } from '../documents/contract.ts'

/** 应交材料：条款要的、已有的、还差的。部门核实过的不再要，交过的直接用。 */

/** A paper that is here for one that is asked. */
const Given = z.object({ id: IdField('document'), fileName: z.string(), uploadedOn: PlainDateField })
export const PaperShown = z.object({
  name: z.string(),
  kinds: z.array(documentKind),
  needed: z.boolean(),
  /** Why it is needed or not, in words; empty where it is asked of everybody, and for whom the facts of a person are not. */
  why: z.string(),
  given: Given.nullable(),
})
export type PaperShown = z.output<typeof PaperShown>

/** Before filing: what the edition in force asks of this subject, and what of it is on file. */
export const papersToFile = declareQuery({
  name: 'cases.papersToFile',
  label: '应交材料',
  may: ['talent', 'employerClerk'],
  input: z.object({ measure: z.string().min(1).max(80), personId: IdField('person').optional(), teamId: IdField('team').optional(), answers: Answers.default({}) }),
  output: z.object({ papers: z.array(PaperShown) }),
})

/** Of a case: the list as it was set at filing, with what was given for each. */
export const checklist = declareQuery({
  name: 'cases.checklist',
  label: '材料清单',
  may: everyone,
  input: z.object({ caseId: IdField('case') }),
  output: z.object({ papers: z.array(PaperShown) }),
})

/** Those that still have to be brought. */
export const stillMissing = (papers: readonly PaperShown[]): PaperShown[] => papers.filter(({ needed, given }) => needed && !given)
