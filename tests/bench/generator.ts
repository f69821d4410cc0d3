import { Agent, type IncomingMessage, request } from 'node:http'

/** One request to make. */
export type Planned = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

/** A bounded load: `count` requests, taken from `planned` in turn, by `connections` that are kept alive. */
export type Job = {
  origin: string
  planned: Planned[]
  count: number
  connections: number
  status: number
}

/** What came of it; `cpu` are the generator's own seconds. */
export type Done = { seconds: number; p50: number; p99: number; cpu: number; failure?: string }

// Runs in a process of its own (fork), so that the load and the figures are not in each other's way.
process.on('message', async (job: Job) => {
  process.send?.(await run(job))
})

async function run({ origin, planned, count, connections, status }: Job): Promise<Done> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let next = 0
  let failure: string | undefined
  const work = async () => {
    while (next < count && failure === undefined) {
      const one = planned[next++ % planned.length]
      if (!one) throw new Error('There is nothing to ask for.')
      const began = performance.now()
      const answer = await ask(agent, origin, one)
      times.push(performance.now() - began)
      if (answer.status !== status) failure = `${answer.status} ${answer.text.slice(0, 300)}`
    }
  }
  const before = process.cpuUsage()
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, work))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? 0
  return {
    ...{ seconds, p50: at(0.5), p99: at(0.99), cpu: (user + system) / 1e6 },
    ...(failure !== undefined && { failure }),
  }
}

function ask(
  agent: Agent,
  origin: string,
  { method, path, headers, body }: Planned,
): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const all = { ...headers, ...length }
    const out = request(`${origin}${path}`, { agent, method, headers: all }, (answer) => {
      read(answer).then((text) => done({ status: answer.statusCode ?? 0, text }), fail)
    })
    out.on('error', fail)
    out.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
