/** The kinds of file that the house takes in, and how large they may be. Declarations only: this file runs in the browser too. */

export const fileTypes = {
  pdf: { label: 'PDF', mime: 'application/pdf', extensions: ['pdf'], preview: 'pdf' },
  jpeg: { label: 'JPG 图片', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], preview: 'image' },
  png: { label: 'PNG 图片', mime: 'image/png', extensions: ['png'], preview: 'image' },
  ofd: { label: 'OFD', mime: 'application/ofd', extensions: ['ofd'], preview: null },
  docx: { label: 'Word', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], preview: null },
  xlsx: { label: 'Excel', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], preview: null },
} as const satisfies Record<string, { label: string; mime: string; extensions: readonly string[]; preview: 'pdf' | 'image' | null }>

export type FileType = keyof typeof fileTypes
export const fileTypeNames = Object.keys(fileTypes) as [FileType]

/** What a file chooser offers: “.pdf,.jpg,…”. */
export const acceptedFiles = Object.values(fileTypes)
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(',')
/** The same in words, for people. */
export const acceptedWords = 'PDF、OFD、JPG、PNG、DOCX、XLSX'

/** One file: 20 MB, a contract of forty scanned pages. */
export const fileLimit = 20 * 1024 * 1024

/** 1.5 MB, 20 MB, 830 KB: as people read a size. */
export const sizeText = (bytes: number): string => (bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`)
