import { readFileSync } from 'node:fs'

/**
 * Does this process still run? One that has ended, but whose end nobody has asked about, still answers to signal 0 — for ever where the
 * first process of a container does not bury orphans — and is dead all the same. Linux only; elsewhere the signal alone decides.
 */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // It runs, as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (process.platform !== 'linux') return true
  try {
    // pid (name) state …; the name may hold anything.
    return !/\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Program and arguments; empty for a process that has ended or where the machine does not tell. */
export const commandOf = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  } catch {
    return []
  }
}
