/** Rows of one block. A bitmap of a block is 1 KB, a vector of f64 is 64 KB. The planner's block.ts repeats the figure. */
export const rows: usize = 8192
export const bitmapBytes: usize = rows / 8
export const wordBytes: usize = 8

const fromTable: u32 = 0x80000000

/**
 * Where an operand lies: with the high bit set, entry n of the block's table of addresses (stored columns and results);
 * otherwise slot n of the thread's own scratch. Nothing is kept between calls: instances share one memory and must not share state.
 */
// @ts-ignore: decorator
@inline
export function at(operand: u32, table: usize, scratch: usize): usize {
  return operand & fromTable ? <usize>load<u32>(table + (<usize>(operand & ~fromTable) << 2)) : scratch + <usize>operand * bitmapBytes
}

// @ts-ignore: decorator
@inline
export function word(program: usize, n: usize): u32 {
  return load<u32>(program + (n << 2))
}

/** A double in two words of the program, low word first. */
// @ts-ignore: decorator
@inline
export function double(program: usize, n: usize): f64 {
  return reinterpret<f64>(<u64>word(program, n) | (<u64>word(program, n + 1) << 32))
}
