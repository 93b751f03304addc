import { startHouse, type RunningHouse } from './running-house.ts'
import { inFolder } from './workbench.ts'

/**
 * `npm start` from an empty data folder, with the example city at its own size, then again. Packages are installed and the pages are built
 * when they were before: what npm and vite take on a fresh clone comes on top (the step 网页 says what it took here).
 */
export async function* benchStart() {
  const runs = await inFolder(async (home) => [await timed('first', await startHouse(home)), await timed('later', await startHouse(home))])
  yield* runs
}

const timed = async (run: string, { ms, steps, stop }: RunningHouse) => ({ run, ms, steps, stopMs: await stop() })
