import { onDevice } from '@/lib/client/page/kept-values'
import type { Hear } from '@/lib/client/replica/replica'
import type { EngineState } from '@/lib/client/syncing/engine'
import { thisBrowser } from './device/browser'
import { keepsData as keepsDataIn } from './device/keeping'
import { DeviceRunner } from './device/runner'
import type { Notice } from './device/states'

const here = new DeviceRunner(thisBrowser())

/** This browser's replica and engine, started at the first call, and at the next one where that did not go. */
export function device(): ReturnType<DeviceRunner['open']> {
  return here.open()
}

/** How syncing stands. */
export function engineState(): EngineState {
  return here.shown
}

/** Calls `listener` with what was touched, in this tab or another one; with nothing where only syncing stands otherwise. Answers how to stop. */
export function onChange(listener: Hear): () => void {
  return here.onChange(listener)
}

/** Removes what this device holds, with the changes that are not sent, for whoever is signed in now. */
export function removeForOther(): Promise<void> {
  return here.removeForOther()
}

/** Removes what this device holds and signs out, as `DeviceRunner.takeLeave` does. */
export function takeLeave(notice: Notice, known?: number): Promise<void> {
  return here.takeLeave(notice, known)
}

/** Whether data may stay on this device when the browser is closed. */
export function keepsData(): boolean {
  return keepsDataIn(onDevice)
}
