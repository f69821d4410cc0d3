import { describe, expect, it } from 'vitest'
import { planOf } from '@/lib/worker/plan'

const origin = 'https://money.example'

function plan(path: string, mode = 'navigate', headers: Record<string, string> = {}) {
  const url = new URL(path, origin).href
  return planOf({ method: 'GET', url, mode, headers: new Headers(headers) }, origin)
}

const payload = { rsc: '1' }

describe('the worker', () => {
  it.each(['/', '/?id=1', '/add?amount=2', '/settings?x=1#y'])('keeps the screen %s', (path) => {
    const { pathname: page } = new URL(path, origin)
    expect(plan(path)).toEqual({ kind: 'page', page })
    expect(plan(`${path}`, 'cors', payload)).toEqual({ kind: 'payload', page })
  })

  it.each(['/signin', '/register?x', '/docs', '/add/plain', '/nowhere', '/settings/', '/apitude'])(
    'leaves %s to the server, and stands in for it when it is gone',
    (path) => {
      expect(plan(path)).toEqual({ kind: 'other-page' })
      expect(plan(path, 'cors', payload)).toBeUndefined()
    },
  )

  it.each(['next-router-prefetch', 'next-router-segment-prefetch'])(
    'puts the router off that asks beforehand by %s',
    (header) => {
      const headers = { ...payload, [header]: '1' }
      expect(plan('/add?_rsc=x', 'cors', headers)).toEqual({ kind: 'prefetch' })
      expect(plan('/signin?_rsc=x', 'cors', headers)).toBeUndefined()
    },
  )

  it.each([
    ...['/_next/static/chunks/app/(app)/layout-1.js', '/favicon.ico', '/icon.svg'],
    ...['/manifest.webmanifest', '/icons/maskable-512.png'],
  ])('keeps the file %s', (path) => {
    expect(plan(`${path}?v=1`, 'no-cors')).toEqual({ kind: 'file', path })
  })

  it.each(['/api', '/api/sync', '/api/v1/expenses', '/api/health/live'])(
    'never touches %s',
    (path) => {
      for (const mode of ['navigate', 'cors', 'same-origin']) {
        expect(plan(path, mode)).toBeUndefined()
        expect(plan(path, mode, payload)).toBeUndefined()
      }
    },
  )

  it('never touches what changes something, what is elsewhere, or the rest', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
      const asked = { method, url: `${origin}/add`, mode: 'navigate', headers: new Headers() }
      expect(planOf(asked, origin)).toBeUndefined()
    }
    expect(plan('https://other.example/add')).toBeUndefined()
    expect(plan('/add', 'cors')).toBeUndefined()
    expect(plan('/sw.js', 'same-origin')).toBeUndefined()
  })
})
