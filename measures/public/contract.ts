import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { PlainDateField } from '../../kernel/types.ts'
import { giveKinds, outcomes, subjectKinds } from '../contract.ts'
import { journeys, seekers, type Journey, type Seeker } from './words.ts'

/** What anybody reads of the measures without signing in: found by his own words, told in plain ones. No record of anybody is in any answer. */

export const longestSearch = 100
export const hitFields = { title: '名称', document: '文件', clause: '条件', benefit: '待遇', other: '其他' } as const
export const relationKinds = { choose: '只能选一项', highest: '取高的一项', difference: '补差额', deduct: '要扣减' } as const

const keys = <T extends Record<string, unknown>>(words: T) => z.enum(Object.keys(words) as [keyof T & string])

export const Relation = z.object({ measure: z.string(), title: z.string(), kind: keys(relationKinds), words: z.string() })
export type Relation = z.output<typeof Relation>

/** Whether one may still ask for it, and what came in its place. */
export const Standing = z.object({
  state: z.enum(['inForce', 'ended', 'coming']),
  words: z.string(),
  replacedBy: z.object({ edition: z.number(), documentNumber: z.string(), from: PlainDateField }).nullable(),
})

export const FoundPolicy = z.object({
  measure: z.string(),
  edition: z.number(),
  title: z.string(),
  subjectKind: keys(subjectKinds),
  gives: keys(giveKinds),
  journeys: z.array(z.string()),
  documentTitle: z.string(),
  documentNumber: z.string(),
  clause: z.string(),
  benefit: z.string(),
  standing: Standing,
  /** Counties to which it is confined; empty: the whole city. */
  places: z.array(z.string()),
  /** At the place asked about. */
  applies: z.boolean(),
  /** Which word was found where; `by`: the word of the clause that it was understood as. */
  hits: z.array(z.object({ word: z.string(), by: z.string().nullable(), field: keys(hitFields), text: z.string() })),
  /** Measures with which it meets: which excludes which. */
  relations: z.array(Relation),
})
export type FoundPolicy = z.output<typeof FoundPolicy>

export const searchPolicies = declareQuery({
  name: 'measures.searchPolicies',
  label: '搜索政策',
  may: 'public',
  input: z.object({
    text: z.string().max(longestSearch, `搜索的话太长了，最多 ${longestSearch} 个字，请只写几个关键词，比如“硕士 租房”`).default(''),
    journey: keys(journeys).optional(),
    who: keys(seekers).optional(),
    gives: keys(giveKinds).optional(),
    place: z.string().max(20).optional(),
  }),
  output: z.object({
    rows: z.array(FoundPolicy),
    /** What was understood, or why nothing was found. */
    sentence: z.string().nullable(),
    /** Where nothing was found: what lies near. */
    near: z.array(z.object({ measure: z.string(), title: z.string() })),
    /** A word that sounds or looks like the one typed. */
    meant: z.string().nullable(),
    /** Counties that one may choose. */
    places: z.array(z.string()),
  }),
})

/** What somebody asks to be told of: one measure, or whatever the search would find for him. At least one thing is said. */
export const Situation = z
  .object({
    text: z.string().trim().max(longestSearch, `最多 ${longestSearch} 个字`).default(''),
    journey: keys(journeys).optional(),
    who: keys(seekers).optional(),
    gives: keys(giveKinds).optional(),
    place: z.string().trim().max(20).optional(),
    measure: z.string().trim().max(80).optional(),
  })
  .refine((said) => Object.values(said).some((one) => one !== undefined && one !== ''), '请至少写一个词或选一项，例如“租房”')
export type Situation = z.output<typeof Situation>

const GivePlain = z.object({
  name: z.string().nullable(),
  what: z.string().nullable(),
  tables: z.array(z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) })),
  sentences: z.array(z.string()),
  paid: z.string().nullable(),
})
export type GivePlain = z.output<typeof GivePlain>

/** What the page of a measure says besides its clauses: sums as tables, the papers that the city has already, examples with the facts that decide, and the measures that it meets. */
export const plainMeasure = declareQuery({
  name: 'measures.plainMeasure',
  label: '政策明白纸',
  may: 'public',
  input: z.object({ measure: z.string().max(80), edition: z.number().int().optional() }),
  output: z.object({
    standing: Standing,
    journeys: z.array(z.string()),
    places: z.array(z.string()),
    gives: z.array(GivePlain),
    alternatives: z.array(z.object({ name: z.string(), gives: z.array(GivePlain) })),
    /** `has`: facts that the city reads from their source; while it has them, the paper is not asked. */
    papers: z.array(z.object({ name: z.string(), when: z.string().nullable(), has: z.array(z.object({ fact: z.string(), source: z.string() })), reuse: z.string().nullable() })),
    /** Invented people; days are told by the month, schools not at all. */
    examples: z.array(z.object({ name: z.string(), on: z.string(), outcome: keys(outcomes), amount: z.string().nullable(), facts: z.array(z.object({ name: z.string(), words: z.string() })), because: z.string().nullable() })),
    relations: z.array(Relation),
    /** Other measures of the same document. */
    related: z.array(z.object({ measure: z.string(), title: z.string() })),
    editions: z.array(z.object({ edition: z.number(), documentNumber: z.string(), words: z.string() })),
  }),
})

const Answerable = z.union([z.string(), z.number(), z.boolean()])

/**
 * The rules as the calculator takes them into the browser, so that no answer has to leave it: what is in force for people, without test
 * people, notes and budget lines; the vocabulary without its derivations; and published shares of values, none of fewer than twenty people.
 */
export const publicRules = declareQuery({
  name: 'measures.publicRules',
  label: '公开规则',
  may: 'public',
  input: z.object({}),
  output: z.object({
    on: PlainDateField,
    vocabulary: z.string(),
    editions: z.array(z.string()),
    topics: z.array(z.object({ title: z.string(), facts: z.array(z.string()) })),
    prior: z.array(z.object({ weight: z.number(), facts: z.record(z.string(), z.array(z.object({ value: Answerable, share: z.number() }))) })),
    /** How many people the shares were counted from; 0: nothing is published, every answer counts as likely as any other. */
    people: z.number(),
  }),
})
export type PublicRules = z.output<typeof publicRules.output>

export const journeyLabels: Record<Journey, string> = { arrive: journeys.arrive.label, settle: journeys.settle.label, home: journeys.home.label, grow: journeys.grow.label, reward: journeys.reward.label, serve: journeys.serve.label }
export const seekerLabels: Record<Seeker, string> = seekers
