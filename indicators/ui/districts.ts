/**
 * Shapes of the example city's districts and counties, invented like the city: enough to see what lies beside what and on the coast.
 * A city without shapes here is drawn as a grid of squares.
 */
export interface Shape {
  points: readonly (readonly [number, number])[]
  label: readonly [number, number]
}

const qingyu: Readonly<Record<string, Shape>> = {
  '980101': { points: [[150, 80], [215, 75], [235, 110], [205, 140], [150, 130]], label: [190, 106] },
  '980102': { points: [[95, 85], [150, 80], [150, 130], [120, 145], [85, 125]], label: [119, 108] },
  '980103': { points: [[160, 25], [225, 15], [260, 50], [215, 75], [150, 80], [140, 50]], label: [194, 48] },
  '980104': { points: [[60, 30], [160, 25], [140, 50], [150, 80], [95, 85], [50, 70]], label: [98, 54] },
  '980105': { points: [[10, 75], [50, 70], [95, 85], [85, 125], [55, 160], [15, 140]], label: [52, 112] },
  '980106': { points: [[55, 160], [85, 125], [120, 145], [150, 130], [160, 175], [130, 205], [70, 200]], label: [109, 172] },
  '980107': { points: [[150, 130], [205, 140], [235, 110], [265, 150], [240, 190], [190, 205], [160, 175]], label: [205, 166] },
}

/** One shape a place, in the order given. */
export const shapesOf = (codes: readonly string[]): { shapes: readonly Shape[]; width: number; height: number } => {
  const drawn = codes.flatMap((code) => qingyu[code] ?? [])
  if (codes.length > 0 && drawn.length === codes.length) return { shapes: drawn, width: 275, height: 215 }
  const columns = Math.max(1, Math.ceil(Math.sqrt(codes.length * 1.4)))
  const [side, gap] = [66, 4]
  return {
    width: columns * (side + gap),
    height: Math.ceil(codes.length / columns) * (side + gap),
    shapes: codes.map((_, index) => {
      const [x, y] = [(index % columns) * (side + gap), Math.floor(index / columns) * (side + gap)]
      return { points: [[x, y], [x + side, y], [x + side, y + side], [x, y + side]], label: [x + side / 2, y + side / 2 - 2] }
    }),
  }
}
