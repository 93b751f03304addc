const storageKey = 'juying.largeType'

export const largeType = (): boolean => localStorage.getItem(storageKey) === '1'

/** The sheets read the mark on the document; `zoom` carries what is measured in pixels along. */
export const setLargeType = (large: boolean): void => {
  localStorage.setItem(storageKey, large ? '1' : '0')
  applyLargeType()
}

export const applyLargeType = (): void => {
  document.documentElement.classList.toggle('large-type', largeType())
}
