import type { Page } from 'playwright-core'

/** Goes on by Tab until what has the focus is called so; a page on which it cannot be reached is a fault. */
export const reach = async (page: Page, name: RegExp, most = 150): Promise<void> => {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return ''
      const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])].map((label) => label.textContent).join(' ') : ''
      return `${element.getAttribute('aria-label') ?? ''} ${labels} ${element.getAttribute('placeholder') ?? ''} ${element.textContent}`.trim()
    })
    if (name.test(focused)) return
  }
  throw new Error(`${page.url()}: Tab never reached ${name.source}`)
}

/** What is wider than the window, with its first words; empty where nothing scrolls sideways. */
export const widerThanWindow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const inOwnFrame = (element: Element): boolean => {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(parent).overflowX)) return true
      return false
    }
    return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1 && !inOwnFrame(element)).slice(0, 3).map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`)
  })
