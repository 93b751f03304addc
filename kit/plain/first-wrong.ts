/** Leads hand and voice to the first field of this part of the page that says it is wrong, once it is drawn. */
export const focusFirstWrong = (within: ParentNode | null = document): void => {
  requestAnimationFrame(() => {
    const field = within?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const target = field?.matches('fieldset') ? field.querySelector<HTMLElement>('input') : field
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  })
}
