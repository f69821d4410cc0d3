import { type Command, perform, sayWhy } from './perform'

/** Does something on this device and says so; refusals are thrown as AppError. */
export async function act(doing: Command | Promise<Command>): Promise<void> {
  const say = await perform(doing)
  say()
}

/** As `act`; where it is refused, a toast says why, and the answer is false. */
export async function actOrSay(doing: Command | Promise<Command>): Promise<boolean> {
  try {
    await act(doing)
    return true
  } catch (error) {
    void sayWhy(error)
    return false
  }
}
