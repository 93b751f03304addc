/**
 * Whether this machine draws Chinese by itself, as telephones and office computers do. A machine that lacks every Chinese font draws one and the same empty box for any
 * sign; it then fetches the house's own font, half a megabyte that nobody else has to wait for.
 */
const drawsChinese = (): boolean => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  // Nothing to look with: the font is fetched, which is never wrong.
  if (!brush) return false
  const shape = (sign: string): string => {
    brush.clearRect(0, 0, 24, 24)
    brush.font = '20px sans-serif'
    brush.fillText(sign, 2, 20)
    return brush.getImageData(0, 0, 24, 24).data.join()
  }
  return shape('国') !== shape('永')
}

export const ownFont = async (): Promise<void> => {
  if (!drawsChinese()) await import('@fontsource-variable/noto-sans-sc')
}
