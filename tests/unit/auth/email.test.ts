import { describe, expect, it } from 'vitest'
import { emailProblem, foldEmail } from '@/lib/server/auth/email'

describe('an e-mail address', () => {
  it.each([
    ['  Ada@Example.ORG\n', 'ada@example.org'],
    ['ａｄａ@example.org', 'ada@example.org'],
    ['ADA+Money@sub.example.co.uk', 'ada+money@sub.example.co.uk'],
    ['ÜBER@BÜCHER.example', 'über@bücher.example'],
  ])('folds %j to %j and takes it', (typed, folded) => {
    expect(foldEmail(typed)).toBe(folded)
    expect(foldEmail(folded)).toBe(folded)
    expect(emailProblem(folded)).toBeUndefined()
  })

  it.each([
    ['', 'must not be empty'],
    [`a@${'b'.repeat(250)}.org`, 'must have at most 254 characters'],
    ['ada\0@example.org', 'must not contain control characters'],
    ['ada\u200b@example.org', 'must not contain control characters'],
    ['ada\ud800@example.org', 'must not contain control characters'],
    ['ada', 'must be an e-mail address such as name@example.org'],
    ['ada@example', 'must be an e-mail address such as name@example.org'],
    ['@example.org', 'must be an e-mail address such as name@example.org'],
    ['ada@@example.org', 'must be an e-mail address such as name@example.org'],
    ['ada@example..org', 'must be an e-mail address such as name@example.org'],
    ['ada lovelace@example.org', 'must be an e-mail address such as name@example.org'],
    ['ada <ada@example.org>', 'must be an e-mail address such as name@example.org'],
    ['ada@example.org,eve@example.org', 'must be an e-mail address such as name@example.org'],
  ])('refuses %j', (email, problem) => {
    expect(emailProblem(foldEmail(email))).toBe(problem)
  })
})
