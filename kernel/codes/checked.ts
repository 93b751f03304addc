/** The outcome of checking one value from outside: the value in its normal form, or a Chinese sentence that says what is wrong. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

export function good<T>(value: T): Checked<T> {
  return { ok: true, value }
}

export function wrong<T>(problem: string): Checked<T> {
  return { ok: false, problem }
}

/**
 * Text as a person meant it: full-width characters become half-width (NFKC), and all white space goes,
 * the zero-width characters that spreadsheets smuggle in included.
 */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '')
}
