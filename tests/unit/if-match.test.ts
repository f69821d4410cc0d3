import { describe, expect, it } from 'vitest'
import { revsToMatch } from '@/lib/server/http/if-match'

describe('If-Match', () => {
  it.each([
    [null, undefined],
    ['"12"', ['12']],
    ['W/"12"', ['12']],
    ['w/"12"', ['12']],
    ['"12-gzip"', ['12']],
    ['"12--gzip"', ['12']],
    ['W/"12-gzip"', ['12']],
    ['"12-br"', ['12']],
    ['"12;br"', ['12']],
    ['"12:zstd"', ['12']],
    ['"12-deflate"', ['12']],
    ['"12+gzip"', ['12']],
    ['"11", "12"', ['11', '12']],
    [' W/"11" ,"12-gzip", ', ['11', '12']],
    ['*', ['*']],
    ['"11",*', ['11', '*']],
  ])('%s names %j', (header, revs) => expect(revsToMatch(header)).toEqual(revs))

  it.each([
    '',
    ',',
    '12',
    'W/12',
    '"x"',
    '"12-"',
    '"-12"',
    '"12 "',
    '"12-gzip-br"',
    '"1" "2"',
    "'12'",
  ])('is refused as %j', (header) =>
    expect(() => revsToMatch(header)).toThrow('If-Match must be an ETag such as "17"'),
  )
})
