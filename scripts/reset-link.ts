import { printLink } from './admin-command'

const [email, ...rest] = process.argv.slice(2)
if (!email || rest.length > 0) {
  console.error('Usage: npm run reset-link -- EMAIL')
  process.exit(2)
}
await printLink('reset-link', email, `With this link ${email} can set a new password.`)
