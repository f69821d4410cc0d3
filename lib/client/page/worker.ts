import { takeOver } from '@/lib/core/worker-messages'
import { whenIdle } from './idle'

/** In milliseconds: a page that stays open for days looks for a new version this often at most. */
const lookEvery = 3_600_000

type Listener = () => void

const listeners = new Set<Listener>()
let started = false
let ready = false
let pressed = false
let registration: ServiceWorkerRegistration | undefined
/** Where something was typed last. */
let typedAt = ''

/**
 * Registers the service worker, once, when the page has nothing better to do; nothing happens in development, nor where
 * browsers have none, as over plain http.
 */
export function startWorker(): void {
  if (started || process.env.NODE_ENV !== 'production' || !navigator.serviceWorker) return
  started = true
  followTakeovers()
  // Without it the app works as well, only not offline: a browser may refuse to store anything.
  const start = () => void register().catch(() => undefined)
  const afterLoad = () => void whenIdle(start)
  if (document.readyState === 'complete') afterLoad()
  else addEventListener('load', afterLoad, { once: true })
}

/** Whether a new version waits to be shown here. */
export function hasNewVersion(): boolean {
  return ready
}

/** Calls `listener` when a new version begins to wait, until the answer is called. */
export function onNewVersion(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Goes on to the new version: its worker takes over, and every tab of this browser loads anew. */
export function takeNewVersion(): void {
  pressed = true
  // Another tab may have pressed before.
  if (registration?.waiting) registration.waiting.postMessage(takeOver)
  else location.reload()
}

async function register(): Promise<void> {
  const found = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  registration = found
  found.addEventListener('updatefound', () => watch(found.installing))
  watch(found.installing)
  announce()
  let looked = 0
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < lookEvery) return
    looked = Date.now()
    // Offline there is none to be found.
    found.update().catch(() => undefined)
  }
  // Browsers look by themselves when a page is loaded, but take their time.
  if (found.active) look()
  document.addEventListener('visibilitychange', look)
}

function watch(worker: ServiceWorker | null): void {
  worker?.addEventListener('statechange', announce)
}

function announce(): void {
  // The first worker of all waits for nobody.
  if (registration?.waiting && registration.active) tellReady()
}

function tellReady(): void {
  ready = true
  for (const listener of [...listeners]) listener()
}

function followTakeovers(): void {
  const { serviceWorker } = navigator
  let controlled = serviceWorker.controller !== null
  addEventListener('input', () => {
    typedAt = location.href
  })
  serviceWorker.addEventListener('controllerchange', () => {
    if (!controlled) {
      // The first worker has come: the page is of its build.
      controlled = true
    } else if (pressed || typedAt !== location.href) {
      location.reload()
    } else {
      // Somebody is writing here; this tab goes on with what it has loaded, and asks again.
      tellReady()
    }
  })
}
