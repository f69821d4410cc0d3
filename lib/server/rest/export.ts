import 'server-only'
import * as z from 'zod'
import { byteOrderMark } from '@/lib/core/csv'
import { dateIn } from '@/lib/core/time-zones'
import { csvHead, csvRow } from '@/lib/domain/expenses/csv'
import type { Ctx } from '../auth/ctx'
import { requestCtx } from '../auth/request'
import { inShareOf } from '../lines'
import { readAccount } from '../reads/account'
import { type ExpenseFilter, listExpenses, type Place, type ReadExpense } from '../reads/expenses'
import { readWallets } from '../reads/wallets'
import { endpoint } from './endpoint'
import { filterQuery, readFilter } from './expense-filter'

/** How many expenses are read and sent at once. */
const atOnce = 1000

/** GET /export.csv */
export const exportCsv = endpoint({
  method: 'GET',
  path: '/export.csv',
  tag: 'Export',
  summary: 'Export expenses as CSV',
  description:
    'Narrowed like `GET /expenses`, newest date first, as a file of UTF-8 with a line for each. Amounts are plain decimals; an apostrophe stands before a text that a spreadsheet would take for a formula. `bom=true` begins the file with the mark that older spreadsheets want. New columns come at the end.',
  access: 'user',
  query: z.strictObject({ ...filterQuery, bom: z.enum(['true', 'false']).optional() }),
  answers: {
    200: { description: 'The file', type: 'text/csv', headers: ['Content-Disposition'] },
  },
  errors: ['not_found'],
  run: async ({ ctx, query: { bom, ...query }, request }) => {
    const filter = await readFilter(ctx, query, request)
    const line = await lineMaker(ctx)
    // What is wrong is said before the file begins.
    const first = await listExpenses(ctx, { ...filter, limit: atOnce })
    const name = `trackthatmoney-${dateIn(ctx.timeZone, new Date())}.csv`
    return {
      status: 200,
      headers: { 'content-disposition': `attachment; filename="${name}"` },
      stream: streamOf(bom === 'true' ? byteOrderMark + csvHead : csvHead, pages(), line),
    }

    async function* pages(): AsyncGenerator<ReadExpense[]> {
      yield first
      for (let last = lastOf(first); last; ) {
        const page = await nextPage(request, filter, last)
        yield page
        last = lastOf(page)
      }
    }
  },
})

function lastOf(page: ReadExpense[]): Place | undefined {
  return page.length < atOnce ? undefined : page.at(-1)
}

// Whoever fetches slowly may have been signed out meanwhile, or have left a wallet.
async function nextPage(
  request: Request,
  filter: Omit<ExpenseFilter, 'limit'>,
  after: Place,
): Promise<ReadExpense[]> {
  const ctx = await requestCtx(request)
  return inShareOf(ctx.userId, () => listExpenses(ctx, { ...filter, after, limit: atOnce }))
}

async function lineMaker(ctx: Ctx): Promise<(row: ReadExpense) => string> {
  const { name, email } = await readAccount(ctx)
  const wallets = new Map((await readWallets(ctx)).map((one) => [one.id, one.name]))
  return (row) =>
    csvRow(row, {
      category: row.category,
      wallet: wallets.get(row.spaceId) ?? '',
      payer: row.createdBy === ctx.userId ? name || email : row.createdBy,
    })
}

/** Reads on as far as the caller takes it off. */
function streamOf(
  head: string,
  pages: AsyncGenerator<ReadExpense[]>,
  line: (row: ReadExpense) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let before = head
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pages.next()
      if (done) return controller.close()
      controller.enqueue(encoder.encode(before + value.map(line).join('')))
      before = ''
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
}
