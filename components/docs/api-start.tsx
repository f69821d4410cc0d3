import { CodeBlock } from '@/components/ui/code-block'

/** The two calls everybody begins with, ready for a terminal. */
export function ApiStart({ origin, date }: { origin: string; date: string }) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <section className="min-w-0">
        <h2 className="mb-2 font-medium">1. Get a token as yourself. It lasts 15 minutes.</h2>
        <CodeBlock>{`TOKEN=$(curl -s ${origin}/api/v1/auth/token \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "you@example.org", "password": "a long sentence"}' |
  sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`}</CodeBlock>
      </section>
      <section className="min-w-0">
        <h2 className="mb-2 font-medium">2. Add an expense with it.</h2>
        <CodeBlock>{`curl ${origin}/api/v1/expenses \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"amount": "12.50", "category": "Groceries", "date": "${date}"}'`}</CodeBlock>
      </section>
    </div>
  )
}
