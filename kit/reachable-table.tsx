import type { HTMLAttributes } from 'react'

/** `components` of a table that moves sideways in its own frame and has nothing in it to stop at: it is reached by the keyboard itself (WCAG 2.1.1). */
export const reachableTable = {
  // oxlint-disable-next-line no-noninteractive-tabindex
  table: (props: HTMLAttributes<HTMLTableElement>) => <table tabIndex={0} {...props} />,
}
