import { z } from 'zod'
import { declareAction, declareQuery } from '../../kernel/action.ts'
import { fileTypeNames } from '../../kernel/files/types.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { everyone } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { paperKinds, type PaperKind } from '../../policy/measure/edition.ts'

/** 材料：一份文件一次上传，多件办件使用；用过的不能删，只能替换。上传和查看是流（upload.ts、view.ts），其余是动作。 */

export const documentKinds: Readonly<Record<PaperKind, string>> = {
  identity: '身份证件',
  education: '学历证书',
  degree: '学位证书',
  title: '职称证书',
  skill: '技能等级证书',
  contract: '劳动合同',
  insurance: '社保证明',
  tax: '纳税证明',
  housing: '住房材料',
  family: '婚姻和家庭材料',
  honour: '荣誉与成果',
  licence: '营业执照',
  statement: '承诺书和说明',
  other: '其他',
}
export type DocumentKind = PaperKind
export const documentKind = z.enum(paperKinds, { error: '请选择材料种类' })

/** When a paper came to its case. */
export const attachedDuring = { filing: '申报时', supplement: '补正时', later: '办理中' } as const
export type AttachedDuring = keyof typeof attachedDuring

/** A case takes so many papers and so many bytes; the database says the same. */
export const caseLimit = { files: 40, bytes: 60 * 1024 * 1024 }
/** And an owner keeps so many that were not replaced. */
export const ownerLimit = 200

const applicants = ['talent', 'employerClerk'] as const
/** And the window, which receives papers for somebody who stands before it. */
const uploaders = [...applicants, 'windowClerk'] as const
const documentId = IdField('document')
const caseId = IdField('case')
export const DocumentIds = z.array(documentId).max(caseLimit.files, `一件办件不超过 ${caseLimit.files} 份材料`)

/** The refusals of every verb that gives papers to a case; `submit` and `supplement` share them. */
export const attachRefusals = {
  noDocument: '没有找到要用的材料，它可能已被删除，请重新选择',
  documentReplaced: '选中的材料已被新的替换，请改选新的',
  documentOfOther: '选中的材料不属于这一办件的对象',
  tooManyDocuments: `一件办件的材料不超过 ${caseLimit.files} 份、60 MB`,
} as const

/**
 * Not mounted as a verb: the file comes as a stream (POST {@link uploadPath}). Declared all the same, for its word, its permission and the
 * sentences of its refusals.
 */
export const uploadDocument = declareAction({
  name: 'cases.uploadDocument',
  label: '上传材料',
  may: uploaders,
  input: z.object({
    kind: documentKind,
    validUntil: PlainDateField.optional(),
    /** Whose paper, when the employer uploads it for a member of his staff or the window receives it; left out for oneself and for the employer's own. */
    personId: IdField('person').optional(),
    /** To be given to this case at once. */
    caseId: caseId.optional(),
    /** Which paper it takes the place of. */
    replaces: documentId.optional(),
  }),
  output: z.object({ documentId }),
  refusals: {
    badFile: '文件没有通过检查',
    expired: '有效期已过，请上传仍然有效的材料',
    notYourStaff: '没有找到这名在职员工',
    personNeeded: '请先选定为谁代收，只能为本辖区登记的人才代收',
    noOwner: '您的账号还没有和登记对应，请到窗口办理',
    full: `在用的材料不超过 ${ownerLimit} 份，请先删除不用的`,
    notReplaceable: '要替换的材料不在，或已被替换，或种类不同',
    sameFile: '新的和原来的内容完全相同，无需替换',
    closed: '办件已经办结，不再收材料',
    ...attachRefusals,
  },
})
export const uploadPath = `/api/${uploadDocument.name}`
export const documentPath = (id: string, { download = false } = {}): string => `/api/cases.document/${id}${download ? '?download=1' : ''}`
export const archivePath = (id: string): string => `/api/cases.archive/${id}`

export const DocumentShown = z.object({
  id: documentId,
  kind: documentKind,
  fileName: z.string(),
  type: z.enum(fileTypeNames),
  bytes: z.number().int(),
  hash: z.string(),
  uploadedOn: PlainDateField,
  uploadedBy: z.string(),
  /** The window that received it for him; null where he or the employer uploaded it himself. */
  window: z.string().nullable(),
  validUntil: PlainDateField.nullable(),
  expired: z.boolean(),
})
export type DocumentShown = z.output<typeof DocumentShown>

export const OwnDocument = DocumentShown.extend({
  /** In how many cases it is used; one that is used is not deleted. */
  usedIn: z.number().int(),
  /** A paper of the employer himself, not of the person asked about. */
  ofEmployer: z.boolean(),
})
export type OwnDocument = z.output<typeof OwnDocument>

/** What I have uploaded and can use again; an employer asks about a member of his staff, or about himself; a window about whom it received papers for. */
export const myDocuments = declareQuery({
  name: 'cases.myDocuments',
  label: '我的材料',
  may: uploaders,
  input: z.object({ personId: IdField('person').optional() }),
  output: z.object({ documents: z.array(OwnDocument) }),
})

export const CaseDocument = DocumentShown.extend({
  attachedOn: PlainDateField,
  attachedBy: z.string(),
  during: z.enum(['filing', 'supplement', 'later']),
  /** Was replaced since: the new one does not come to the case by itself. */
  replaced: z.boolean(),
})
export type CaseDocument = z.output<typeof CaseDocument>

export const ArchiveShown = z.object({ bytes: z.number().int(), parts: z.number().int(), hash: z.string(), manifestHash: z.string(), madeOn: PlainDateField, madeAt: InstantField })
export type ArchiveShown = z.output<typeof ArchiveShown>

/** The papers of one case as far as the asker may see them, and its archive once it is closed. */
export const caseDocuments = declareQuery({
  name: 'cases.documents',
  label: '办件材料',
  may: everyone,
  input: z.object({ caseId }),
  output: z.object({
    documents: z.array(CaseDocument),
    /** Whose papers the asker can give to it now; null when he can give none. */
    gives: z.object({ personId: IdField('person').nullable() }).nullable(),
    /** For whom the window that asks may receive papers into it; null elsewhere. */
    receives: z.object({ personId: IdField('person') }).nullable(),
    archive: ArchiveShown.nullable(),
  }),
})

export const attachDocuments = declareAction({
  name: 'cases.attachDocuments',
  label: '交到办件',
  may: applicants,
  input: z.object({ caseId, documentIds: DocumentIds.min(1, '请至少选择一份材料') }),
  output: z.object({ attached: z.number().int() }),
  refusals: { closed: '办件已经办结，不再收材料', notApplicant: '请由申报人提交材料', ...attachRefusals },
})

export const removeDocument = declareAction({
  name: 'cases.removeDocument',
  label: '删除',
  may: applicants,
  input: z.object({ documentId }),
  output: z.object({}),
  refusals: { inUse: '这份材料已用于办件，或接替了用过的材料，不能删除；内容有变请用“替换”，原来的仍留在办件里', byOther: '这份材料由单位上传，请联系单位经办人' },
})

/** Whether a file is still spoken of; when not, it leaves the store. */
export const sweepFile = declareJob({ name: 'cases.sweepFile', label: '清理无主文件', payload: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }) })
