import { printLink } from './admin-command'

await printLink('invite', null, 'With this link one person can make an account.')
